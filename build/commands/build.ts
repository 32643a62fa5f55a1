import { bundle } from '../bundle/index.ts'

const made = await bundle((line) => console.log(line)).catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
if (made.length === 0) console.log('everything is up to date')

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../../../build/root.ts'
import { openTour, type Tour, writeIndex } from './tour.js'

/** A tour script: `tests/tour/NAME.ts`, taken in the order of their names. */
interface Script {
  title: string
  run(tour: Tour): Promise<void>
}

const folder = join(root, 'out/tour')
const wanted = process.argv.slice(2)
const book = openTour(folder)
let failed = 0

const scripts = readdirSync(join(root, 'tests/tour'))
  .filter((file) => file.endsWith('.ts'))
  .filter((file) => wanted.length === 0 || wanted.some((word) => file.includes(word)))
  .sort()

for (const file of scripts) {
  const script: Script = await import(pathToFileURL(join(root, 'tests/tour', file)).href)
  console.log(script.title)
  try {
    await script.run(book.chapter(script.title))
  } catch (error) {
    failed += 1
    console.error(error)
  }
}
writeIndex(folder, book.shots)
console.log(`\n${book.shots.length} screens, each light and dark: out/tour/index.html`)
process.exit(failed === 0 ? 0 : 1)

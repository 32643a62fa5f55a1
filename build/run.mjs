/** `node build/run.mjs COMMAND …`: the entry of every npm script. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runPinned } from './setup.mjs'

const [command = '', ...args] = process.argv.slice(2)
const script = fileURLToPath(new URL(`./commands/${command}.ts`, import.meta.url))
if (!/^[a-z0-9]+$/.test(command) || !existsSync(script)) {
  console.error(`There is no command “${command}”. See "scripts" in package.json.`)
  process.exit(1)
}
runPinned(`build/commands/${command}.ts`, args)

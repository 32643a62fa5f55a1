import { fork } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { mutants } from './mutants.ts'

/**
 * `node --import ./build/typescript-sources.mjs tests/histories/mutants/run.ts [MOST] [ONLY]`: the tester tested. Each
 * mutant is a copy of the sources with the core broken in a known way; told is after how many histories that is noticed.
 */
const most = Number(process.argv[2] ?? 300)
const only = process.argv[3]
const root = join(dirname(fileURLToPath(import.meta.url)), '../../..')

interface Answered {
  seed: number
  failed: { wrong: string[] } | undefined
}

function caught(folder: string): Promise<{ after: number; by: string } | undefined> {
  return new Promise((resolve, reject) => {
    const child = fork(join(folder, 'tests/histories/worker.ts'), {
      cwd: folder,
      execArgv: ['--disable-warning=ExperimentalWarning', '--import', join(folder, 'build/typescript-sources.mjs')],
    })
    let next = 1
    child.on('message', ({ seed, failed }: Answered) => {
      if (!failed && next <= most) {
        child.send({ seed: next, asIs: true })
        next += 1
        return
      }
      child.disconnect()
      resolve(failed && { after: seed, by: failed.wrong[0]?.slice(0, 110) ?? '' })
    })
    child.on('error', reject)
  })
}

for (const { breaks, also, ...first } of mutants) {
  if (only !== undefined && !breaks.includes(only)) continue
  const folder = mkdtempSync(join(tmpdir(), 'rounds-mutant-'))
  try {
    for (const part of ['main', 'shared', 'tests', 'build', 'package.json'])
      cpSync(join(root, part), join(folder, part), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    for (const { file, from, to } of also ? [first, also] : [first]) {
      const source = readFileSync(join(folder, file), 'utf8')
      if (!source.includes(from)) throw new Error(`${file} has changed: this mutant no longer fits`)
      writeFileSync(join(folder, file), source.replace(from, to))
    }
    const found = await caught(folder)
    console.log(`| ${breaks} | ${found ? `${found.after} | ${found.by}` : `not within ${most} |`} |`)
  } catch (error) {
    console.log(`| ${breaks} | | ${(error as Error).message} |`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

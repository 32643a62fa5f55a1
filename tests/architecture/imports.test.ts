import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from '../../build/root.ts'

/** One file of a small tree made to break or keep the rules, what it imports, and the rules that must refuse it. */
const cases: [file: string, imports: string, refusedBy: string[]][] = [
  ['shared/kernel/a.ts', '../domain/a.js', ['shared/kernel imports']],
  ['shared/kernel/b.ts', 'zod', ['shared/kernel packages']],
  ['shared/kernel/c.ts', './d.js', ['no cycles']],
  ['shared/kernel/d.ts', './c.js', []],
  ['shared/domain/a.ts', '../kernel/ok.js', []],
  ['shared/domain/b.ts', '../contract/a.js', ['shared/domain imports']],
  ['shared/domain/c.ts', 'node:fs', ['node only where Node runs']],
  ['shared/document/a.ts', 'prosemirror-model', []],
  ['shared/document/b.ts', 'prosemirror-view', ['shared/document packages']],
  ['shared/contract/a.ts', 'zod', []],
  ['shared/contract/b.ts', '../../main/core/core.js', ['shared/contract imports']],
  ['main/core/core.ts', './handlers/ok.js', []],
  ['main/core/store/a.ts', 'better-sqlite3', []],
  ['main/core/store/b.ts', '../sync/a.js', ['core/store imports']],
  ['main/core/search/a.ts', '../store/a.js', []],
  ['main/core/search/b.ts', '../outbox/a.js', ['core/search imports']],
  ['main/core/search/c.ts', 'better-sqlite3', ['SQLite only in the stores']],
  ['main/core/outbox/a.ts', '../../../shared/kernel/ok.js', []],
  ['main/core/session/a.ts', '../fhir/a.js', ['core/session imports']],
  ['main/core/fhir/a.ts', '../../../shared/domain/a.js', []],
  ['main/core/fhir/b.ts', '../store/a.js', ['core/fhir imports']],
  ['main/core/sync/a.ts', '../fhir/a.js', []],
  ['main/core/sync/b.ts', '../search/a.js', ['core/sync imports']],
  ['main/core/sync/c.ts', 'electron', ['electron only in shell and preload']],
  ['main/core/handlers/ok.ts', '../sync/a.js', []],
  ['main/core/handlers/b.ts', '../core.js', ['core/handlers imports']],
  ['main/ehr/a.ts', '../../shared/kernel/ok.js', []],
  ['main/ehr/b.ts', '../../shared/contract/a.js', ['ehr imports']],
  ['main/ehr/c.ts', '../core/fhir/a.js', ['ehr imports']],
  ['main/shell/a.ts', 'electron', []],
  ['main/shell/b.ts', '../core/core.js', ['shell imports']],
  ['main/shell/c.ts', '../ehr/a.js', ['shell imports']],
  ['main/shell/d.ts', '../../shared/domain/a.js', ['shell imports']],
  ['preload/a.ts', 'electron', []],
  ['preload/b.ts', '../shared/kernel/ok.js', ['preload imports']],
  ['renderer/ui/a.tsx', 'react', []],
  ['renderer/ui/b.tsx', '../data/a.js', ['renderer/ui imports']],
  ['renderer/ui/c.tsx', '../../shared/domain/a.js', ['renderer/ui imports']],
  ['renderer/ui/d.tsx', 'zustand', ['renderer/ui packages']],
  ['renderer/data/a.ts', 'zustand', []],
  ['renderer/data/b.ts', '../ui/a.js', ['renderer/data imports']],
  ['renderer/data/c.ts', 'electron', ['electron only in shell and preload', 'renderer/data packages']],
  ['renderer/editor/a.ts', 'prosemirror-view', []],
  ['renderer/editor/b.ts', '../data/a.js', ['renderer/editor imports']],
  ['renderer/features/one/a.tsx', '../../data/a.js', []],
  ['renderer/features/one/b.tsx', '../two/a.js', ['features stay apart', 'renderer/features imports']],
  ['renderer/features/two/a.tsx', '../../../main/core/core.js', ['renderer/features imports']],
  ['renderer/features/two/b.tsx', '../../app/a.js', ['renderer/features imports']],
  ['renderer/app/a.tsx', '../features/one/a.js', []],
  ['renderer/app/b.tsx', '../../tests/a.js', ['product never imports tests or build', 'renderer/app imports']],
  ['shared/elsewhere/a.ts', '../kernel/ok.js', ['every folder is in the table']],
]

interface Violation {
  from: string
  rule: { name: string; severity: string }
}

let tree: string
let found: Violation[]

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'rounds-imports-'))
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(tree, file)), { recursive: true })
    writeFileSync(join(tree, file), text)
  }
  write('shared/kernel/ok.ts', 'export const it = 1\n')
  write('tests/a.ts', 'export const it = 1\n')
  for (const [file, imports] of cases) write(file, `import * as it from '${imports}'\nexport { it }\n`)
  for (const name of ['package.json', 'tsconfig.base.json', '.dependency-cruiser.cjs', 'node_modules']) {
    symlinkSync(join(root, name), join(tree, name))
  }
  const cruiser = ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs']
  const hook = ['--preserve-symlinks', '--import', join(root, 'build/check/typescript-6.mjs')]
  const folders = ['shared', 'main', 'preload', 'renderer', '--output-type', 'json']
  const { stdout, stderr } = spawnSync(process.execPath, [...hook, ...cruiser, ...folders], {
    cwd: tree,
    encoding: 'utf8',
  })
  if (!stdout) throw new Error(stderr)
  found = JSON.parse(stdout).summary.violations
}, 60_000)
afterAll(() => rmSync(tree, { recursive: true }))

test.each(cases)('%s importing %s', (file, _imports, refusedBy) => {
  const rules = found.filter(({ from }) => from === file).map(({ rule }) => rule.name)
  expect([...new Set(rules)].sort()).toEqual([...refusedBy].sort())
})

test('every rule refuses, none only warns', () => {
  expect(new Set(found.map(({ rule }) => rule.severity))).toEqual(new Set(['error']))
  const config = execFileSync(process.execPath, ['-p', "JSON.stringify(require('./.dependency-cruiser.cjs'))"], {
    cwd: root,
  })
  const { forbidden } = JSON.parse(config.toString()) as { forbidden: { severity: string }[] }
  expect(forbidden.every(({ severity }) => severity === 'error')).toBe(true)
})

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../build/root.ts'

const documents = [
  ...['README.md', 'CONTRIBUTING.md', 'main/ehr/README.md'],
  ...readdirSync(join(root, 'docs'), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name))),
]
/** Every file and folder of the project; a folder ends with a slash. */
const everything = [
  ...readdirSync(root).map((name) => (statSync(join(root, name)).isDirectory() ? `${name}/` : name)),
  ...['build', 'docs', 'main', 'preload', 'renderer', 'shared', 'tests'].flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true, recursive: true }).map(
      (entry) => relative(root, join(entry.parentPath, entry.name)) + (entry.isDirectory() ? '/' : ''),
    ),
  ),
]
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8')
const found = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '')

/** Whatever a test file puts in quotes, titles among it; a part that is filled in later is left out. */
const quotedIn = (file: string): string[] =>
  [...textOf(file).matchAll(/(['`])((?:\\.|(?!\1)[^\n])*)\1/g)].map((match) =>
    (match[2] ?? '').replace(/\$\{[^}]*\}|%s/g, '…').replaceAll('\\', ''),
  )

/** The tests that `servers.md` names, row by row: `file`, `file`: words of a title; words … more · `file`: words. */
const named = textOf('docs/servers.md')
  .split('\n')
  .filter((line) => /^\| (?!the server)/.test(line))
  .flatMap((line) => {
    const [what = '', , tests = ''] = line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, ''))
    return tests.split(' · ').flatMap((group): [string, string, string][] => {
      const [, files = '', titles = ''] = group.match(/^((?:`[a-z]+`(?:, )?)+)(?:: (.*))?$/) ?? []
      if (files === '') return [[what, '', tests]]
      return found(files, /`([a-z]+)`/g).flatMap((file) =>
        titles
          .split('; ')
          .map((title): [string, string, string] => [what, `tests/sync/servers/${file}.test.ts`, title]),
      )
    })
  })

test.each(named)('a server that %s: %s, %s', (_what, file, title) => {
  expect(existsSync(join(root, file)), `${file} is there`).toBe(true)
  const words = title.split('…').map((part) => part.trim())
  const follow = (text: string): boolean => {
    let at = 0
    return words.every((part) => {
      const place = text.indexOf(part, at)
      at = place + part.length
      return place >= 0
    })
  }
  expect(quotedIn(file).some(follow), `a title with “${title}”`).toBe(true)
})

test('every row of servers.md names tests', () => {
  expect(named.length).toBeGreaterThan(60)
  expect(named.filter(([, , title]) => title === '')).toEqual([])
})

test.each(documents)('%s speaks of files and commands that are there', (document) => {
  const text = textOf(document)
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }
  expect(found(text, /npm run (?:-\S+ )*([a-z0-9]+)/g).filter((name) => !(name in scripts))).toEqual([])
  const links = found(text, /\]\((?!https?:)([^)#]+)[^)]*\)/g)
  expect(links.filter((link) => !existsSync(join(root, dirname(document), link)))).toEqual([])
  const paths = found(text, /`((?:[\w-]+\/)*\.?[\w-]+(?:\/|\.(?:ts|tsx|mjs|cjs|yml)))`/g)
  const made = /^(out|logs)\/|^index\.ts$/
  const isThere = (path: string) => everything.some((one) => one === path || one.endsWith(`/${path}`))
  expect(paths.filter((path) => !made.test(path) && !isThere(path))).toEqual([])
})

test('every script is told of in CONTRIBUTING.md', () => {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }
  const told = found(textOf('CONTRIBUTING.md'), /`npm (?:run )?([a-z0-9]+)/g)
  expect(Object.keys(scripts).filter((name) => !told.includes(name))).toEqual([])
})

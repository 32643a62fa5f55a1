import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../build/root.ts'

const sources = ['shared', 'main', 'preload', 'renderer', 'build', 'tests']
  .flatMap((folder) => readdirSync(join(root, folder), { withFileTypes: true, recursive: true }))
  .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs|cjs)$/.test(entry.name))
  .map((entry) => relative(root, join(entry.parentPath, entry.name)))

const product = sources.filter((file) => !/^(tests|build)\//.test(file))
const holding = (files: string[], pattern: RegExp) =>
  files.filter((file) => pattern.test(readFileSync(join(root, file), 'utf8')))

test('there are sources to look at', () => {
  expect(product.length).toBeGreaterThan(50)
})

test('only renderer/data touches the bridge', () => {
  const renderer = product.filter((file) => file.startsWith('renderer/'))
  expect(holding(renderer, /\bwindow\.rounds\b/).every((file) => file.startsWith('renderer/data/'))).toBe(true)
})

test('what a browser keeps on disk is for looks and layout, and for ids of what was open, alone', () => {
  const keepers = holding(product, /\b(localStorage|sessionStorage|indexedDB|document\.cookie|caches\.open)\b/)
  expect(
    keepers.filter((file) => !/^renderer\/(ui|app)\/|^renderer\/data\/(preferences|navigation)\.ts$/.test(file)),
  ).toEqual([])
  expect(holding(product, /\b(indexedDB|document\.cookie|caches\.open)\b/)).toEqual([])
})

test('no file is named after nothing', () => {
  expect(sources.filter((file) => /(^|\/)(utils?|helpers?|misc|common|stuff)(\.|\/)/i.test(file))).toEqual([])
})

test('nothing is put off', () => {
  const promise = new RegExp(`\\b(${['TO', 'DO'].join('')}|${['FIX', 'ME'].join('')}|${'X'.repeat(3)})\\b`)
  expect(holding(sources, promise)).toEqual([])
})

test('no test runs alone or is left out', () => {
  const left = new RegExp(`\\b(test|it|describe)\\.(${['only', 'skip', 'todo', 'fixme'].join('|')})\\b`)
  expect(
    holding(
      sources.filter((file) => file.startsWith('tests/')),
      left,
    ),
  ).toEqual([])
})

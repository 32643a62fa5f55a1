import { expect, test } from 'vitest'
import { matchParts } from '../../../renderer/data/highlight.js'

const marked = (text: string, search: string) =>
  matchParts(text, search)
    .map(({ text: part, hit }) => (hit ? `[${part}]` : part))
    .join('')

test('marks what begins a word, in any order, whatever the accents', () => {
  expect(marked('Okafor, Amara J.', 'ama oka')).toBe('[Oka]for, [Ama]ra J.')
  expect(marked('Álvarez, José', 'jose alv')).toBe('[Álv]arez, [José]')
  expect(marked('Saint-Fleur, Marie-Ange', 'ange')).toBe('Saint-Fleur, Marie-[Ange]')
})

test('marks nothing in the middle of a word and nothing for an empty search', () => {
  expect(marked('Okafor', 'for')).toBe('Okafor')
  expect(marked('Okafor', '  ')).toBe('Okafor')
})

test('the parts always make up the whole text', () => {
  for (const text of ['İstanbul', 'Weiß', 'a\u0301b', 'Nguyễn, Thùy']) {
    expect(
      matchParts(text, 'i w a n')
        .map((part) => part.text)
        .join(''),
    ).toBe(text)
  }
})

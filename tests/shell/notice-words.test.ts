import { expect, test } from 'vitest'
import { noticeWords } from '../../main/shell/notice-words.js'
import { noticeKinds } from '../../shared/domain/task/notice.js'

test('what the desktop says is one of a dozen sentences and a number', () => {
  const said = noticeKinds.flatMap((kind) => [noticeWords(kind, 1), noticeWords(kind, 12)])
  expect(new Set(said).size).toBe(said.length)
  for (const words of said) expect(words).toMatch(/^(A|An|\d+) [a-zA-Z ]+\.$/)
})

import { describe, expect, test } from 'vitest'
import { type WhereFacts, whereOf } from '../../../renderer/features/note/where.js'
import type { NoteView } from '../../../shared/contract/views/note.js'
import { asInstant } from '../../../shared/kernel/ids.js'

const at = new Date(2026, 10, 22, 10, 31, 7).toISOString()
const inEhr = asInstant(new Date(2026, 10, 22, 10, 31, 9).toISOString())
const facts = (where: NoteView['where'], more: Partial<WhereFacts> = {}): WhereFacts => ({
  journal: { version: 4, unsaved: 0, savedAt: at },
  note: { where, asOf: inEhr, status: 'draft' },
  renewed: true,
  offline: false,
  ...more,
})

describe('where the note is, in words', () => {
  test('on the way to the EHR', () => {
    expect(whereOf(facts('saved-here')).text).toBe('Saved here, 10:31:07')
    expect(whereOf(facts('sending'))).toMatchObject({ text: 'Sending', more: 'Saved here, 10:31:07' })
    expect(whereOf(facts('in-the-EHR'))).toMatchObject({ text: 'In the EHR, 10:31:09', tone: 'good' })
    const signed = { status: 'signed' as const, where: 'sending' as const, asOf: inEhr }
    expect(whereOf(facts('sending', { note: signed }))).toMatchObject({
      text: 'Signed here, not in the EHR yet',
      tone: 'plain',
    })
    const refused = {
      status: 'draft' as const,
      where: 'needs-you' as const,
      asOf: inEhr,
      reason: 'The visit is closed.',
    }
    expect(whereOf(facts('needs-you', { note: refused }))).toMatchObject({
      text: 'Needs you',
      more: 'The visit is closed.',
    })
  })

  test('nothing is said to be saved while anything is not', () => {
    for (const where of ['saved-here', 'sending', 'in-the-EHR', 'needs-you'] as const) {
      const typing = whereOf(facts(where, { journal: { version: 4, unsaved: 1 } }))
      expect(typing).toMatchObject({ text: 'Saving…', tone: 'plain' })
      const problem = { kind: 'waiting' as const, code: 'no-space' as const, message: 'No space is left.' }
      const waiting = whereOf(facts(where, { journal: { version: 4, unsaved: 1, problem } }))
      expect(waiting).toMatchObject({ text: 'Not saved yet', more: 'No space is left.', tone: 'attention' })
      const stopped = whereOf(
        facts(where, { journal: { version: 4, unsaved: 1, problem: { ...problem, kind: 'stopped' } } }),
      )
      expect(stopped).toMatchObject({ text: 'Not saved', tone: 'danger' })
    }
  })

  test('what the EHR had before the last words is not said of the last words', () => {
    expect(whereOf(facts('in-the-EHR', { renewed: false })).text).toBe('Saved here, 10:31:07')
    expect(whereOf(facts('sending', { renewed: false })).text).toBe('Saved here, 10:31:07')
    expect(whereOf(facts('needs-you', { renewed: false })).text).toBe('Needs you')
  })

  test('offline it says that it waits', () => {
    for (const where of ['saved-here', 'sending'] as const) {
      expect(whereOf(facts(where, { offline: true }))).toMatchObject({
        text: 'Saved here, 10:31:07',
        more: 'Goes to the EHR when it can be reached',
      })
    }
  })
})

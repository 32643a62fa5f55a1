import { describe, expect, test } from 'vitest'
import { standingOf } from '../../../renderer/features/note/standing.js'
import type { NoteView } from '../../../shared/contract/views/note.js'
import type { TeamMember } from '../../../shared/contract/views/schedule.js'
import type { Staff } from '../../../shared/contract/views/session.js'
import type { Role } from '../../../shared/domain/role.js'
import { asInstant, asLocalId } from '../../../shared/kernel/ids.js'

const id = asLocalId('00000000-0000-4000-8000-000000000001')
const person = (role: Role): Staff => ({ id, name: 'Someone', initials: 'S', role, title: '' })
const team: TeamMember[] = [
  { id, name: 'Jo Ruiz, MA', initials: 'JR', title: '', role: 'medical-assistant', teams: [] },
  { id, name: 'Dr Imani Cole', initials: 'IC', title: '', role: 'physician', teams: [] },
]
const note = (more: Partial<NoteView> = {}): NoteView => ({
  id,
  patient: id,
  title: 'Visit',
  status: 'draft',
  document: {},
  version: 0,
  author: 'Someone',
  mine: true,
  startedAt: asInstant('2026-11-22T10:00:00.000Z'),
  where: 'saved-here',
  asOf: asInstant('2026-11-22T10:00:00.000Z'),
  editable: true,
  addenda: [],
  signatures: [],
  versions: [],
  superseded: false,
  ...more,
})
const allowed = (...args: Parameters<typeof standingOf>) => {
  const { why: _why, ...rights } = standingOf(...args)
  return Object.entries(rights)
    .filter(([, may]) => may)
    .map(([right]) => right)
}

describe('what a person may do with a note', () => {
  test('their own draft: a clinician writes, signs and discards; a medical assistant does not sign', () => {
    expect(allowed(note(), person('physician'), team)).toEqual(['write', 'sign', 'discard'])
    expect(allowed(note(), person('nurse-practitioner'), team)).toEqual(['write', 'sign', 'discard'])
    expect(allowed(note(), person('medical-assistant'), team)).toEqual(['write', 'discard'])
    expect(allowed(note(), person('front-desk'), team)).toEqual([])
    expect(allowed(note(), undefined, team)).toEqual([])
  })

  test('a colleague’s draft is written in by whoever writes notes, and signed by its author unless the author does not sign', () => {
    const theirs = (author: string) => note({ mine: false, author })
    expect(allowed(theirs('Dr Imani Cole'), person('physician'), team)).toEqual(['write'])
    expect(allowed(theirs('Dr Imani Cole'), person('phlebotomist'), team)).toEqual([])
    expect(allowed(theirs('Jo Ruiz, MA'), person('physician'), team)).toEqual(['write', 'sign'])
    expect(allowed(theirs('Jo Ruiz, MA'), person('medical-assistant'), team)).toEqual(['write'])
    expect(allowed(theirs('Someone unknown'), person('physician'), team)).toEqual(['write'])
    expect(standingOf(theirs('Dr Imani Cole'), person('physician'), team).why).toContain('Dr Imani Cole')
  })

  test('a signed note takes addenda, and amendments from who signs; an addendum takes neither', () => {
    const signed = note({ status: 'signed', mine: false })
    for (const role of ['physician', 'nurse-practitioner', 'medical-assistant'] as const) {
      expect(allowed(signed, person(role), team)).toEqual(
        role === 'medical-assistant' ? ['addend'] : ['addend', 'amend'],
      )
    }
    expect(allowed(signed, person('phlebotomist'), team)).toEqual([])
    expect(allowed({ ...signed, superseded: true }, person('physician'), team)).toEqual(['addend'])
    const waiting = { state: 'waiting' as const, by: 'Dr Imani Cole', mine: true }
    expect(allowed({ ...signed, cosign: waiting }, person('physician'), team)).toContain('cosign')
    expect(allowed(note({ status: 'signed', appends: id }), person('physician'), team)).toEqual([])
  })

  test('a discarded draft and one this version cannot open are only read', () => {
    expect(allowed(note({ status: 'entered-in-error' }), person('physician'), team)).toEqual([])
    const newer = standingOf(note({ editable: false }), person('physician'), team)
    expect(newer).toMatchObject({ write: false, sign: false })
    expect(newer.why).toContain('kept whole')
  })
})

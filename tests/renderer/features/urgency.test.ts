import { describe, expect, it } from 'vitest'
import { filtered, flagInText, sorted } from '../../../renderer/features/inbox/urgency.js'
import type { TaskRow } from '../../../shared/contract/views/task.js'
import { asInstant, asLocalId } from '../../../shared/kernel/ids.js'

const task = (text: string, authored: string, more: Partial<TaskRow> = {}): TaskRow => ({
  id: asLocalId(text),
  kind: 'result-review',
  text,
  priority: 'routine',
  authoredAt: asInstant(`2026-11-${authored}:00.000Z`),
  overdue: false,
  status: 'open',
  ...more,
})
const name = ({ text }: TaskRow): string => text
const patient = (family: string, mrn: string): NonNullable<TaskRow['patient']> => ({
  id: asLocalId(family),
  name: family,
  shortName: family,
  initials: 'X',
  sex: 'female',
  age: '47 y',
  mrn,
  colour: 1,
})

describe('the order of the inbox', () => {
  const tasks = [
    task('routine', '01T08:00'),
    task('high', '20T08:00', { flag: 'H' }),
    task('overdue', '21T08:00', { overdue: true }),
    task('urgent', '22T08:00', { priority: 'urgent' }),
    task('critical but routine', '22T09:00', { flag: 'HH' }),
    task('stat', '22T08:30', { priority: 'stat' }),
    task('routine, due', '22T08:00', { due: asInstant('2026-11-25T08:00:00.000Z') }),
  ]
  it('puts what can harm first, then what has waited longest', () => {
    expect(sorted(tasks, 'urgent').map(name)).toEqual([
      'stat',
      'critical but routine',
      'urgent',
      'overdue',
      'high',
      'routine, due',
      'routine',
    ])
  })
  it('can go by time', () => {
    expect(sorted(tasks, 'oldest').map(name)[0]).toBe('routine')
    expect(sorted(tasks, 'newest').map(name)[0]).toBe('critical but routine')
  })
  it('is the same whatever order the tasks arrived in', () => {
    for (const order of ['urgent', 'newest', 'oldest', 'patient'] as const) {
      expect(sorted([...tasks].reverse(), order)).toEqual(sorted(tasks, order))
    }
  })
})

describe('the filter of the inbox', () => {
  const tasks = [
    task('Potassium 6.1 mmol/L', '22T08:00', { flag: 'HH', patient: patient('Muñoz, Luis', '118 902') }),
    task('Refill: sertraline', '22T08:00', { kind: 'refill-request', patient: patient('Okafor, Amara', '204 118') }),
  ]
  it.each([
    ['munoz', 1],
    ['118902', 1],
    ['118 902', 1],
    ['okafor refill', 1],
    ['critical', 1],
    ['okafor potassium', 0],
    ['', 2],
    ['  ', 2],
  ])('%j finds %i', (filter, count) => expect(filtered(tasks, filter)).toHaveLength(count))
  it('takes 10,000 tasks in stride', () => {
    const many = Array.from({ length: 10_000 }, (_, i) =>
      task(`Task ${i}`, '22T08:00', { patient: patient(`Name ${i % 700}`, '1') }),
    )
    expect(filtered(many, 'name 42').length).toBeGreaterThan(0)
    expect(sorted(many, 'urgent')).toHaveLength(10_000)
  })
})

describe('the letter of a flag in the words of a task', () => {
  const split = (text: string, flag: TaskRow['flag']): string => {
    const { before, marked, after } = flagInText(text, flag)
    return marked ? `${before}[${flag}]${after}` : before
  }
  it('becomes a mark where it stands', () => {
    expect(split('Potassium 6.1 mmol/L HH', 'HH')).toBe('Potassium 6.1 mmol/L[HH]')
    expect(split('HbA1c 7.9 % H, eGFR 71', 'H')).toBe('HbA1c 7.9 %[H], eGFR 71')
  })
  it('leaves other letters alone', () => {
    expect(split('Vitamin A 1.2 level', 'A')).toBe('Vitamin A 1.2 level')
    expect(split('Potassium 6.1 mmol/L', 'HH')).toBe('Potassium 6.1 mmol/L')
    expect(split('H pylori 3 H', undefined)).toBe('H pylori 3 H')
  })
})

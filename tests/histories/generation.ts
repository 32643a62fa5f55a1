import fc, { type Arbitrary } from 'fast-check'
import type { Death } from './computer.js'
import { oddities, passing } from './odd.js'
import { type EditName, editNames, type History, inPairs, outsideTypes, type Step, type What } from './step.js'

const at = fc.nat(4)
/** Mostly the same few, so that people get into each other's way. */
const patient = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(3) })
const which = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(5) })

/** An arbitrary of one kind of step. */
const step = <D extends What['do']>(
  does: D,
  rest: { [K in keyof Omit<Extract<What, { do: D }>, 'do'>]: Arbitrary<Extract<What, { do: D }>[K]> },
): Arbitrary<What> => fc.record({ do: fc.constant(does), ...rest } as never) as Arbitrary<What>

const death: Arbitrary<Death> = fc.oneof(
  fc.record({
    at: fc.constant('transaction' as const),
    after: fc.integer({ min: 1, max: 8 }),
    when: fc.constantFrom('before commit' as const, 'after commit' as const),
  }),
  fc.record({
    at: fc.constant('request' as const),
    after: fc.integer({ min: 1, max: 12 }),
    when: fc.constantFrom('before it leaves' as const, 'after the EHR did it' as const),
  }),
)

const what: Arbitrary<What> = fc.oneof(
  {
    weight: 10,
    arbitrary: step('demographics', { at, patient, what: fc.constantFrom('phone', 'email', 'line', 'emergencyPhone') }),
  },
  { weight: 22, arbitrary: step('edit', { at, patient, which, what: fc.constantFrom(...editNames) }) },
  {
    weight: 8,
    arbitrary: step('make', {
      at,
      patient,
      what: fc.constantFrom('task', 'vitals', 'order', 'allergy', 'problem', 'medicine', 'patient'),
    }),
  },
  {
    weight: 8,
    arbitrary: step('task', {
      at,
      which,
      what: fc.constantFrom(
        'claim',
        'claim',
        'complete',
        'release',
        'reopen',
        'comment',
        'comment',
        'snooze',
        'unsnooze',
        'answer',
        'answer',
        'take back',
      ),
    }),
  },
  {
    weight: 6,
    arbitrary: step('visit', {
      at,
      patient,
      what: fc.constantFrom('arrive', 'check-in', 'room', 'start', 'finish', 'no-show', 'undo'),
    }),
  },
  {
    weight: 14,
    arbitrary: step('note', {
      at,
      patient: fc.nat(1),
      which: fc.nat(1),
      what: fc.constantFrom('create', 'type', 'type', 'sign', 'addend', 'discard', 'rename'),
    }),
  },
  {
    weight: 12,
    arbitrary: step('elsewhere', {
      patient,
      which,
      what: fc.constantFrom('change', 'change', 'change', 'delete', 'add'),
      type: fc.constantFrom(...outsideTypes),
    }),
  },
  { weight: 8, arbitrary: step('pass', { at, seconds: fc.constantFrom(6, 20, 70, 400) }) },
  { weight: 6, arbitrary: step('cable', { at, out: fc.boolean() }) },
  { weight: 2, arbitrary: step('clock', { at, hours: fc.constantFrom(-24, -3, 0, 3, 24) }) },
  { weight: 2, arbitrary: step('person', { at, who: fc.nat(5) }) },
  { weight: 6, arbitrary: step('decide', { at, which, choice: fc.nat(5) }) },
  { weight: 2, arbitrary: step('open', { at, patient }) },
  { weight: 2, arbitrary: step('let go', { at, patient }) },
  { weight: 10, arbitrary: step('fault', { fault: passing }) },
  { weight: 8, arbitrary: step('die', { at, death: fc.option(death, { nil: undefined }), power: fc.boolean() }) },
  { weight: 1, arbitrary: step('restart', { at }) },
  { weight: 1, arbitrary: step('EHR restarts', {}) },
)

const single: Arbitrary<Step[]> = fc
  .tuple(what, fc.oneof(fc.nat(3), fc.nat(25)))
  .map(([does, events]) => [{ ...does, events }])

/** Somebody edits a record and goes on editing it while the first edit is on its way. */
const goesOn: Arbitrary<Step[]> = fc
  .record({
    at,
    patient,
    first: fc.nat(editNames.length - 1),
    other: fc.boolean(),
    between: fc.nat(12),
    events: fc.nat(6),
  })
  .map(({ at, patient, first, other, between, events }) => {
    const edit = { do: 'edit' as const, at, patient, which: 0 }
    const second = other && first < inPairs ? first ^ 1 : first
    return [
      { ...edit, what: editNames[first] as EditName, events: between },
      { ...edit, what: editNames[second] as EditName, events },
    ]
  })

/** Two people edit a record at about the same time. */
const both: Arbitrary<Step[]> = fc
  .record({ at, patient, first: fc.nat(editNames.length - 1), between: fc.nat(6), events: fc.nat(25) })
  .map(({ at, patient, first, between, events }) => {
    const edit = { do: 'edit' as const, patient, which: 0, what: editNames[first] as EditName }
    return [
      { ...edit, at, events: between },
      { ...edit, at: at + 1, events },
    ]
  })

/** Two people take on a task at about the same time. */
const bothClaim: Arbitrary<Step[]> = fc
  .record({ at, which, between: fc.nat(3), events: fc.nat(25) })
  .map(({ at, which, between, events }) => {
    const claim = { do: 'task' as const, which, what: 'claim' as const }
    return [
      { ...claim, at, events: between },
      { ...claim, at: at + 1, events },
    ]
  })

const steps: Arbitrary<Step[]> = fc
  .array(
    fc.oneof(
      { weight: 12, arbitrary: single },
      { weight: 1, arbitrary: goesOn },
      { weight: 1, arbitrary: both },
      { weight: 1, arbitrary: bothClaim },
    ),
    { minLength: 1, maxLength: 28, size: 'max' },
  )
  .map((some) => some.flat())

/** Every history there can be. */
export const histories: Arbitrary<History> = fc.record({
  people: fc.oneof(
    { weight: 5, arbitrary: fc.array(fc.nat(4), { minLength: 2, maxLength: 2 }) },
    { weight: 3, arbitrary: fc.array(fc.nat(4), { minLength: 3, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.array(fc.nat(4), { minLength: 4, maxLength: 5 }) },
  ),
  oddities,
  schedule: fc.nat(1_000_000),
  steps,
})

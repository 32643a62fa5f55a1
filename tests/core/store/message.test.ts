import type { Communication } from '@medplum/fhirtypes'
import fc from 'fast-check'
import { afterEach, expect, it } from 'vitest'
import { unanswered } from '../../../main/core/store/answered.js'
import type { MessageProjection } from '../../../main/core/store/message.js'
import type { Receiver } from '../../../main/core/store/receive.js'
import { all } from '../../../main/core/store/statement.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { amara, luis, message, on, patient, practice } from '../handlers/support/day.js'
import { Workstation } from '../handlers/support/workstation.js'

let station: Workstation
afterEach(() => station.stop())

/** What happens to one of a few messages: it comes, or comes again, with what it answers; or it leaves the disk. */
type Step =
  | { what: 'comes'; who: number; answers: number | null; by: 'inResponseTo' | 'partOf' }
  | { what: 'goes'; who: number }

const few = 6
const who = fc.integer({ min: 0, max: few - 1 })
const steps = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        what: fc.constant('comes' as const),
        who,
        answers: fc.option(who, { freq: 4 }),
        by: fc.constantFrom('inResponseTo' as const, 'partOf' as const),
      }),
    },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('goes' as const), who }) },
  ),
  { minLength: 1, maxLength: 14 },
)

const byTime = (rows: readonly { id: LocalId }[]) => {
  const place = new Map(rows.map(({ id }, at) => [id, at]))
  return (a: LocalId, b: LocalId) => (place.get(a) ?? 0) - (place.get(b) ?? 0)
}

it('a conversation is the same one, whatever came first, again, or went; one by one or many at once', () => {
  station = new Workstation([...practice(), patient(amara), patient(luis)])
  let run = 0
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 5 }), (each: Step[], atOnce: number) => {
      run += 1
      const name = (n: number): string => `r${run}m${n}`
      const id = (n: number): LocalId => station.id('Communication', name(n))
      const held = new Map<number, number | null>()
      const take = (tx: Receiver, step: Step, at: number): void => {
        if (step.what === 'goes') {
          held.delete(step.who)
          tx.forget('Communication', id(step.who))
          return
        }
        held.set(step.who, step.answers)
        const link = step.answers === null ? {} : { [step.by]: [{ reference: `Communication/${name(step.answers)}` }] }
        const meta = { versionId: String(at + 2), lastUpdated: on(9, at) }
        tx.accept({ ...message(name(step.who), amara, on(9, at), 'x'), meta, ...link } as Communication)
      }
      for (let from = 0; from < each.length; from += atOnce)
        station.store.receive(station.running.context.at(), (tx) => {
          for (const [at, step] of each.slice(from, from + atOnce).entries()) take(tx, step, from + at)
        })
      /** Up to the highest that is known, held or not; of a circle the least stands for all. */
      const top = (n: number): LocalId => {
        const way = [n]
        for (let next = held.get(n) ?? null; next !== null; next = held.get(next) ?? null) {
          const again = way.indexOf(next)
          if (again >= 0) return way.slice(again).map(id).sort()[0] as LocalId
          way.push(next)
        }
        return id(way.at(-1) as number)
      }
      const roots = all<{ id: LocalId; root: LocalId }>(station.store.db, 'SELECT id, root FROM message')
      const rows = all<MessageProjection>(station.store.db, 'SELECT * FROM message ORDER BY at, id')
      const found = new Map(roots.map((row) => [row.id, row.root]))
      for (const n of held.keys()) expect(found.get(id(n))).toBe(top(n))
      const waiting = [...new Set(rows.map(({ root, patient }) => `${root} ${patient}`))].flatMap((place) =>
        unanswered(rows.filter(({ root, patient }) => `${root} ${patient}` === place)).map(({ id }) => id),
      )
      expect(rows.filter(({ waits }) => waits === 1).map(({ id }) => id)).toEqual(waiting.sort(byTime(rows)))
    }),
    { numRuns: 60, seed: Number(process.env.MESSAGE_SEED ?? Date.now() % 1e6), verbose: 1 },
  )
})

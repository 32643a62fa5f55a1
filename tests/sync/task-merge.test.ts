import type { Task } from '@medplum/fhirtypes'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { resolve } from '../../main/core/sync/conflict.js'
import { mergeTasks } from '../../main/core/sync/task-merge.js'

const rounds = 'https://rounds.example/fhir/'
const at = (minute: number): string => new Date(Date.UTC(2026, 10, 22, 10, minute)).toISOString()
const person = (name: string) => ({ reference: `Practitioner/${name}`, display: name })
const team = { reference: 'CareTeam/blue' }

const open: Task = {
  resourceType: 'Task',
  id: '7',
  meta: { versionId: '1' },
  status: 'requested',
  intent: 'order',
  description: 'Potassium 6.1',
  priority: 'routine',
  for: { reference: 'Patient/p1' },
  owner: team,
  note: [{ id: 'n0', text: 'from the laboratory', time: at(0) }],
  lastModified: at(0),
}

type Edit = (task: Task) => Task
const claim =
  (who: string, minute: number, minutes = 30): Edit =>
  (task) => ({
    ...task,
    status: 'in-progress',
    owner: person(who),
    executionPeriod: { start: at(minute) },
    lastModified: at(minute),
    extension: [
      ...(task.extension ?? []).filter(({ url }) => !/lease|claimed-from/.test(url)),
      { url: `${rounds}claimed-from`, valueReference: team },
      { url: `${rounds}lease`, valuePeriod: { start: at(minute), end: at(minute + minutes) } },
    ],
  })
const freed = (task: Task): Task => ({
  ...task,
  extension: (task.extension ?? []).filter(({ url }) => !/lease|claimed-from/.test(url)),
})
const release =
  (minute: number): Edit =>
  (task) => {
    const { executionPeriod: _period, ...rest } = freed(task)
    return { ...rest, status: 'requested', owner: team, lastModified: at(minute) }
  }
const assign =
  (who: string, minute: number): Edit =>
  (task) => {
    const { executionPeriod: _period, ...rest } = freed(task)
    return { ...rest, status: 'requested', owner: person(who), lastModified: at(minute) }
  }
const finish =
  (who: string, minute: number): Edit =>
  (task) => ({
    ...task,
    status: 'completed',
    owner: person(who),
    executionPeriod: { ...task.executionPeriod, end: at(minute) },
    output: [{ type: { text: 'reviewed' }, valueString: who }],
    lastModified: at(minute),
  })
const say =
  (id: string, minute: number): Edit =>
  (task) => ({ ...task, note: [...(task.note ?? []), { id, text: `words ${id}`, time: at(minute) }] })
const watch =
  (who: string): Edit =>
  (task) => ({
    ...task,
    extension: [...(task.extension ?? []), { url: `${rounds}watcher`, valueReference: person(who) }],
  })
const snooze =
  (minute: number): Edit =>
  (task) => ({
    ...task,
    extension: [
      ...(task.extension ?? []).filter(({ url }) => !url.endsWith('snoozed')),
      { url: `${rounds}snoozed`, extension: [{ url: 'until', valueDateTime: at(minute) }] },
    ],
  })
const due =
  (minute: number): Edit =>
  (task) => ({ ...task, restriction: { period: { end: at(minute) } } })
const press =
  (priority: Task['priority']): Edit =>
  (task) => ({ ...task, ...(priority && { priority }) })

const saved = (task: Task): Task => ({ ...task, meta: { versionId: '2' } })
const through = (task: Task, ...edits: Edit[]): Task => edits.reduce((now, edit) => edit(now), task)
const merge = (base: Task, mine: Edit[], theirs: Edit[], outward = false) =>
  mergeTasks(base, through(base, ...mine), saved(through(base, ...theirs)), { waits: outward ? 'patient' : 'nothing' })
const texts = (task: Task) => (task.note ?? []).map(({ text }) => text)

describe('two people at one task', () => {
  test('of two claims the server’s first stands, and the other is told whose it is and since when', () => {
    const { task, lost, clashes } = merge(open, [claim('hale', 1), say('a', 2)], [claim('novak', 3), say('b', 3)])
    expect(task.owner?.reference).toBe('Practitioner/novak')
    expect(task.executionPeriod).toEqual({ start: at(3) })
    expect(texts(task)).toEqual(['from the laboratory', 'words b', 'words a'])
    expect(lost).toEqual({ what: 'claim', by: person('novak'), since: at(3) })
    expect(clashes).toEqual([])
    // Nothing of mine but the claim: there is nothing to send.
    const [mine, theirs] = [claim('hale', 1)(open), saved(claim('novak', 3)(open))]
    expect(resolve(open, mine, theirs)).toMatchObject({ outcome: 'theirs', lost: { what: 'claim' } })
  })

  test('a claim that had ended when this one began gives way', () => {
    const { task, lost } = merge(open, [claim('hale', 40)], [claim('novak', 3)])
    expect(task.owner?.reference).toBe('Practitioner/hale')
    expect(lost).toBeUndefined()
    // Renewed in time it does not.
    expect(merge(claim('novak', 3)(open), [claim('hale', 40)], [claim('novak', 3, 60)]).lost).toMatchObject({
      by: person('novak'),
    })
  })

  test('what was finished stays finished by whoever was first; both comments stay, the second one’s proof does not', () => {
    const { task, lost } = merge(open, [finish('hale', 1), say('a', 1)], [finish('novak', 3), say('b', 3)])
    expect(task).toMatchObject({ status: 'completed', owner: person('novak'), executionPeriod: { end: at(3) } })
    expect(texts(task)).toContain('words a')
    expect(task.output?.map(({ valueString }) => valueString)).toEqual(['novak'])
    expect(lost).toEqual({ what: 'finish', by: person('novak'), since: at(3) })
  })

  test('finished here while another claimed it: done, and the other watches what became of it', () => {
    const { task, lost } = merge(open, [finish('hale', 1)], [claim('novak', 3)])
    expect(task).toMatchObject({ status: 'completed', owner: person('hale') })
    expect(task.extension).toContainEqual({ url: `${rounds}watcher`, valueReference: person('novak') })
    expect(lost).toBeUndefined()
  })

  test('but not while something for the patient waits here: the other may be writing to them now', () => {
    const { task, lost } = merge(open, [finish('hale', 1), say('a', 1)], [claim('novak', 3)], true)
    expect(task).toMatchObject({ status: 'in-progress', owner: person('novak') })
    expect(texts(task)).toContain('words a')
    expect(task.output).toBeUndefined()
    expect(lost).toEqual({ what: 'finish', by: person('novak'), since: at(3) })
  })

  test('one person at two workstations: nothing is lost, but the patient hears of it once', () => {
    const twice = (outward: boolean) => merge(open, [finish('hale', 1), say('a', 1)], [finish('hale', 3)], outward)
    expect(twice(false).lost).toBeUndefined()
    expect(twice(true).lost).toEqual({ what: 'finish', by: person('hale'), since: at(3) })
    for (const outward of [false, true]) {
      const { task } = twice(outward)
      expect(task).toMatchObject({ status: 'completed', executionPeriod: { end: at(3) } })
      expect(task.output).toHaveLength(1)
      expect(texts(task)).toContain('words a')
    }
  })

  test('what waits for the patient is kept back though only words were added here', () => {
    const base = assign('hale', 0)(open)
    const words = (theirs: Edit[], outward = true) => merge(base, [say('a', 2)], theirs, outward).lost
    expect(words([finish('novak', 3)])).toEqual({ what: 'claim', by: person('novak'), since: at(3) })
    expect(words([claim('novak', 3)])).toMatchObject({ by: person('novak') })
    expect(words([finish('novak', 3)], false)).toBeUndefined()
    expect(words([say('b', 3)])).toBeUndefined()
    expect(words([claim('hale', 3)])).toBeUndefined()
  })

  test('given away and claimed: the first stands, the word stays', () => {
    const given = merge(open, [assign('das', 1), say('a', 1)], [claim('novak', 3)])
    expect([given.task.owner?.reference, given.lost?.what]).toEqual(['Practitioner/novak', 'assign'])
    expect(texts(given.task)).toContain('words a')
    const claimed = merge(open, [claim('novak', 3)], [assign('das', 1)])
    expect([claimed.task.owner?.reference, claimed.lost?.what]).toEqual(['Practitioner/das', 'claim'])
    // To the one who took it on: they have begun.
    expect(merge(open, [claim('novak', 3)], [assign('novak', 1)])).toMatchObject({ task: { status: 'in-progress' } })
  })

  test('what was only given back, or renewed by itself, does not stand in the way of a choice', () => {
    const mine = claim('novak', 3)(open)
    expect(merge(mine, [assign('das', 9)], [release(8)]).task.owner?.reference).toBe('Practitioner/das')
    expect(merge(mine, [release(9)], [claim('novak', 3, 50)]).task.owner).toEqual(team)
    const taken = merge(mine, [claim('novak', 3, 50)], [assign('das', 8)])
    expect([taken.task.owner?.reference, taken.lost?.by?.reference]).toEqual(['Practitioner/das', 'Practitioner/das'])
    // The same person at two workstations loses nothing, and has it for the longer time.
    const longer = merge(mine, [claim('novak', 3, 70)], [claim('novak', 3, 50)])
    expect(longer.lost).toBeUndefined()
    expect(longer.task.extension).toContainEqual(
      expect.objectContaining({ valuePeriod: { start: at(3), end: at(73) } }),
    )
  })

  test('the earlier day, the more pressing priority, the later change, and awake before away', () => {
    const both = merge(open, [due(50), press('urgent'), snooze(80)], [due(40), press('stat'), snooze(90)])
    expect(both.task.restriction?.period?.end).toBe(at(40))
    expect(both.task.priority).toBe('stat')
    expect(JSON.stringify(both.task.extension)).toContain(at(80))
    const away = snooze(60)(open)
    expect(JSON.stringify(merge(away, [snooze(90)], [(task) => freedOf(task)]).task)).not.toContain('snoozed')
  })

  test('watchers add up, and one who stops watching stops', () => {
    const watched = watch('das')(open)
    const { task } = merge(watched, [watch('hale'), watch('novak')], [(now) => freedOf(now), watch('novak')])
    expect(task.extension?.map(({ valueReference }) => valueReference?.reference)).toEqual([
      'Practitioner/novak',
      'Practitioner/hale',
    ])
  })

  test('whom it is about and what it says is a person’s to decide', () => {
    const words =
      (text: string): Edit =>
      (task) => ({ ...task, description: text })
    expect(resolve(open, words('a')(open), saved(words('b')(open)))).toEqual({
      outcome: 'clash',
      fields: ['description'],
    })
    expect(merge(open, [words('a')], [claim('novak', 3)])).toMatchObject({
      clashes: [],
      task: { description: 'a', owner: person('novak') },
    })
  })
})

const freedOf = ({ extension: _all, ...task }: Task): Task => task as Task

/** What a person at a workstation may do to a task at some minute; words are told apart by a number. */
const edit = fc.record({
  what: fc.constantFrom(
    'claim',
    'claim',
    'release',
    'assign',
    'finish',
    'say',
    'say',
    'watch',
    'snooze',
    'due',
    'press',
  ),
  minute: fc.nat(50),
})
type Pressed = { what: string; minute: number }

const seed = Number(process.env.TASK_MERGE_SEED ?? Date.now() % 100_000)

test(`nobody's words are lost, nobody is asked, and all workstations come to the same task (seed ${seed})`, () => {
  let words = 0
  const doing = (who: string, { what, minute }: Pressed): Edit => {
    words += 1
    return {
      claim: claim(who, minute),
      release: release(minute),
      assign: assign('das', minute),
      finish: finish(who, minute),
      say: say(`${who}${words}`, minute),
      watch: watch(who),
      snooze: snooze(minute),
      due: due(minute),
      press: press('asap'),
    }[what] as Edit
  }
  const edits = fc.array(edit, { maxLength: 4 })
  fc.assert(
    fc.property(edits, edits, edits, fc.boolean(), (a, b, c, outward) => {
      // Three workstations edit what they had; each is sent in turn, and put together where another was first.
      let server = open
      const sides = [a, b, c].map((pressed, i) => {
        const who = ['novak', 'hale', 'cole'][i] as string
        return { who, mine: through(open, ...pressed.map((each) => doing(who, each))) }
      })
      const said = sides.flatMap(({ mine }) => texts(mine))
      const outcomes = sides.map(({ who, mine }) => {
        const began = server
        const resolution = resolve(open, mine, server, undefined, outward ? 'patient' : 'nothing')
        if (resolution.outcome === 'merged')
          server = { ...resolution.merged, meta: { versionId: `${Number(server.meta?.versionId) + 1}` } } as Task
        else expect(resolution.outcome).toBe('theirs')
        return { who, mine, began, now: server, lost: 'lost' in resolution ? resolution.lost : undefined }
      })
      expect([...texts(server)].sort()).toEqual([...new Set(said)].sort())
      // One holder, who is one of those who took it on; whoever took it on and does not have it was told.
      for (const { who, mine, now, began, lost } of outcomes) {
        const took = mine.status === 'in-progress' || mine.status === 'completed'
        const has = now.owner?.reference === `Practitioner/${who}` && now.status === mine.status
        if (took && !has) expect([lost !== undefined, began.owner]).toEqual([true, now.owner])
        if (lost) expect(now.owner).toEqual(began.owner)
      }
      // Sent again, as after a lost answer, nothing changes.
      for (const { mine } of outcomes) {
        const again = resolve(open, mine, server, undefined, outward ? 'patient' : 'nothing')
        if (again.outcome === 'merged') expect(texts(again.merged as Task).length).toBe(texts(server).length)
      }
    }),
    { seed, numRuns: 400 },
  )
})

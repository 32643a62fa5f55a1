import type { OutboxRow } from '../../main/core/outbox/outbox.js'
import { elsewhere } from './elsewhere.js'
import type { History, Step } from './step.js'
import { patients, people } from './template.js'
import { Work } from './work.js'
import type { Workstation } from './workstation.js'
import type { World } from './world.js'

/** Carries a history out, step by step, and writes down what happens in words. */
export async function play(world: World, { steps, oddities }: History, afterStep: () => void): Promise<void> {
  for (const fault of oddities) {
    world.misbehave(fault)
    world.say(`the EHR is odd all the time: ${JSON.stringify(fault)}`)
  }
  for (const step of steps) {
    await one(world, step)
    await world.happen(step.events)
    afterStep()
  }
}

async function one(world: World, step: Step): Promise<void> {
  if (step.do === 'elsewhere') {
    const patient = patients[step.patient % patients.length] as string
    if (world.ehr) world.say(await elsewhere(world, step.what, step.type, patient, step.which))
    return
  }
  if (step.do === 'fault') {
    world.misbehave(step.fault)
    return world.say(`the EHR will misbehave: ${JSON.stringify(step.fault)}`)
  }
  if (step.do === 'EHR restarts') {
    world.say('the EHR restarts')
    await world.stopEhr()
    await world.happen(4)
    return world.startEhr()
  }
  const station = world.stations[step.at % world.stations.length] as Workstation
  if (!station.on) {
    world.say(`${station.name} is switched on`)
    station.start()
  }
  const state = station.plugged ? '' : ' (offline)'
  const told = await atWorkstation(world, station, step)
  if (told) world.say(`${station.name} ${told}${state}`)
}

async function atWorkstation(
  world: World,
  station: Workstation,
  step: Exclude<Step, { do: 'elsewhere' } | { do: 'fault' } | { do: 'EHR restarts' }>,
): Promise<string> {
  const work = new Work(world, station)
  const someone = station.inside(({ session }) => session.user()?.name)
  switch (step.do) {
    case 'cable':
      station.plugged = !step.out
      return step.out ? 'loses the network' : 'has the network again'
    case 'pass':
      station.pass(step.seconds * 1000)
      world.pass(step.seconds * 1000)
      return `lets ${step.seconds} seconds pass`
    case 'clock':
      station.turnClock(step.hours * 3_600_000)
      return `has a clock ${step.hours} hours ahead`
    case 'die':
      if (step.death) {
        station.dieAt(step.death, step.power)
        return `will die ${step.death.when} of its ${step.death.after}. ${step.death.at} from now${step.power ? ', with the power' : ''}`
      }
      station.kill(step.power)
      return step.power ? 'loses its power' : 'is killed'
    case 'restart':
      await station.quit()
      return 'is quit and started again'
    case 'person':
      return person(station, step.who)
    case 'let go': {
      const whom = name(work, step.patient)
      station.inside(({ store, at }) => {
        store.receive(at(), (tx) => {
          tx.db
            .prepare('UPDATE held_chart SET opened_at = NULL, pinned = 0 WHERE patient = ?')
            .run(work.patient(step.patient))
          tx.touch('outbox')
        })
      })
      return `has not opened ${whom} lately`
    }
  }
  // It may have died over the question.
  if (!someone || !station.on) return ''
  switch (step.do) {
    case 'demographics':
      return `edits the ${step.what} of ${name(work, step.patient)}: ${await work.demographics(work.patient(step.patient), step.what)}`
    case 'edit':
      return `edits the ${step.what} of ${name(work, step.patient)}: ${work.edit(work.patient(step.patient), step.which, step.what)}`
    case 'make':
      return `makes a new ${step.what} for ${name(work, step.patient)}: ${await work.make(work.patient(step.patient), step.what)}`
    case 'task':
      return `wants to ${step.what} a task: ${await work.task(step.which, step.what)}`
    case 'visit':
      return `wants ${step.what} for the visit of ${name(work, step.patient)}: ${await work.visit(work.patient(step.patient), step.what)}`
    case 'note':
      return `wants to ${step.what} a note of ${name(work, step.patient)}: ${await work.note(work.patient(step.patient), step.which, step.what)}`
    case 'open':
      return `opens ${name(work, step.patient)}: ${await station.open(work.patient(step.patient))}`
    case 'decide':
      return decide(world, station, step.which, step.choice)
  }
}

const name = (work: Work, n: number): string => `patient ${work.patient(n).slice(0, 4)}`

async function person(station: Workstation, who: number): Promise<string> {
  const next = people[who % (people.length + 1)]
  await station.do('session.sign-out', { evenIfUnsent: true })
  if (!next) return 'is signed out'
  return `is for ${next} now: ${(await station.signIn(next)) ? 'done' : 'cannot sign in'}`
}

/** A person decides about one of the changes that need somebody. */
export async function decide(world: World, station: Workstation, which: number, choice: number): Promise<string> {
  const waiting = station
    .unsent()
    .filter(({ state, fixes, conflict }) => state === 'needs-you' && (conflict || fixes.length > 0))
  const row = waiting[which % Math.max(1, waiting.length)]
  if (!row) return ''
  const what = `about ${row.type} ${row.id.slice(-4)}`
  const side = row.conflict && choice % 2 === 1 ? await sideBySide(world, station, row, choice >> 1) : undefined
  if (side) return `decides side by side ${what}: ${side}`
  const fix = row.fixes[choice % row.fixes.length] as (typeof row.fixes)[number]
  const told = await station.do('outbox.fix', { item: row.item, fix })
  if (fix === 'send-anyway') world.ledger.sentAnyway.add(row.id)
  if (fix === 'keep-mine' && row.conflict?.theirs) {
    const [theirs, mine] = [JSON.stringify(row.conflict.theirs), JSON.stringify(row.conflict.mine)]
    world.ledger.decided(station.name, row.type, row.id, theirs, mine)
  }
  return `decides for ${fix} ${what}: ${told?.ok ? 'done' : 'refused'}`
}

/** The view of both versions: one side as a whole, or part by part. */
async function sideBySide(
  world: World,
  station: Workstation,
  row: OutboxRow,
  choice: number,
): Promise<string | undefined> {
  const { item, type, id } = row
  const view = station.see('conflict.view', { item })
  if (!view || view.notFor) return undefined
  if (view.patient && !(await station.open(view.patient.id))) return undefined
  const parts = Object.fromEntries(
    view.parts.map(({ key, choices }, i) => [key, choices[(choice + i) % choices.length] as string]),
  )
  const whole = view.wholes[choice % Math.max(1, view.wholes.length)]
  const told = await station.do('conflict.resolve', {
    ...(view.patient && { patient: view.patient.id }),
    item,
    seen: view.seen,
    decision: whole ? { whole } : { parts: parts as never },
  })
  if (!told?.ok) return told ? `refused, ${told.refusal.message}` : 'died'
  const decided = station.inside(({ store }) => store.row(type, id)?.json)
  const theirs = row.conflict?.theirs && JSON.stringify(row.conflict.theirs)
  if (decided) world.ledger.decided(station.name, type, id, theirs, decided)
  return whole ?? JSON.stringify(Object.values(parts))
}

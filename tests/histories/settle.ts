import { chance } from './chance.js'
import { decide } from './play.js'
import type { Workstation } from './workstation.js'
import type { World } from './world.js'

/** How often everybody sends, pulls and decides before it is clear that this never ends. */
const mostRounds = 24
const mostDecisions = 20
/** Who may decide about everything. */
const clinician = 'novak'
/** Longer than anything at a workstation rests before it is tried again or looked at, milliseconds. */
const aWhileMs = 600_000
/** On a server that does not say what was deleted, that is looked for once a day. */
const aDayMs = 26 * 3_600_000

/**
 * The end of every history: the EHR is well, everyone is online, signed in, and decides what waits for a decision, until
 * nothing is left to send and everyone has pulled since the last change.
 */
export async function settle(world: World, schedule: number): Promise<void> {
  world.say('everything is well again')
  await world.startEhr()
  const oddities = (world.ehr?.faults.list() ?? []).filter(({ fault }) => fault.times === undefined)
  world.ehr?.faults.clear()
  for (const { fault } of oddities) world.ehr?.faults.add(fault)
  for (const station of world.stations) {
    station.plugged = true
    if (station.computer) station.computer.death = undefined
    station.start()
  }
  // What is under way began before all was well, and says nothing of what came after it. Some may yet die of it.
  await world.quiet()
  for (const station of world.stations) station.start()
  for (let round = 0; round < mostRounds; round++) {
    const before = world.changes
    const senders = world.stations.filter((station) => station.unsent().length > 0)
    // Everybody pulls once nothing is left to send: pulling is most of what a history costs.
    await everyone(world, senders.length > 0 ? senders : world.stations)
    for (const station of senders) {
      if (station.unsent().some(({ conflict }) => conflict) && station.person !== clinician)
        await station.signIn(clinician)
      await decideAll(world, station, schedule, round)
    }
    if (senders.length === 0 && world.changes === before && world.stations.every((each) => each.unsent().length === 0))
      return
  }
  for (const station of world.stations)
    for (const row of station.unsent())
      world.wrong.push(
        `${station.name} never gets rid of its change of ${row.type} ${row.id.slice(-4)}: ${row.state}, ${row.reason ?? 'no reason'}`,
      )
  if (world.wrong.length === 0) world.wrong.push('the clinic never comes to rest')
}

/** These people press `Sync now` after a while, signing in first where that is asked for. */
async function everyone(world: World, stations: readonly Workstation[]): Promise<void> {
  const silent = world.ehr?.faults.list().some(({ fault }) => fault.behaviour.kind === 'undeclared')
  const ms = silent ? aDayMs : aWhileMs
  world.pass(ms)
  for (const station of stations) {
    const signedIn = station.inside(({ session }) => session.user() !== undefined && !session.mustSignInAgain())
    if (!signedIn && !(await station.signIn(station.person)))
      throw new Error(`${station.name} cannot sign in at the end`)
    station.pass(ms)
    await station.do('sync.now', {})
  }
  await world.quiet()
}

async function decideAll(world: World, station: Workstation, schedule: number, round: number): Promise<void> {
  for (let tries = 0; tries < mostDecisions; tries++) {
    const choice = Math.floor(chance(schedule, `${station.name} ${round} ${tries}`) * 6)
    const told = await decide(world, station, 0, choice)
    if (!told) return
    world.say(`${station.name} ${told}`)
    if (told.includes('refused')) return
  }
}

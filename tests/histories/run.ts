import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { Watch } from './invariants/as-of.js'
import { violations } from './invariants/index.js'
import { play } from './play.js'
import { settle } from './settle.js'
import type { History } from './step.js'
import { fast, people, template } from './template.js'
import { World } from './world.js'

const letters = 'ABCDE'

/** A history went wrong: what happened, and what must not have. */
export class HistoryFailed extends Error {
  readonly story: readonly string[]
  readonly wrong: readonly string[]
  constructor(story: readonly string[], wrong: readonly string[]) {
    super(`${wrong.join('\n')}\n\n${story.filter((line) => !line.startsWith(' ')).join('\n')}`)
    this.story = story
    this.wrong = wrong
  }
}

/** Carries out one history in a clinic of its own. @throws HistoryFailed */
export async function run(history: History): Promise<void> {
  const folder = mkdtempSync(join(fast, 'rounds-history-'))
  const world = new World(folder, await template(), history.schedule)
  let wrong: string[]
  try {
    const stations = history.people.map((who, i) => ({
      name: letters[i] as string,
      person: people[who % people.length] as string,
    }))
    await world.begin(stations)
    for (const { name, person } of world.stations) world.say(`${name} is where ${person} works`)
    for (const station of world.stations) station.start()
    const watch = new Watch(world)
    await play(world, history, () => watch.look())
    await settle(world, history.schedule)
    wrong = await violations(world, history.schedule)
  } catch (error) {
    wrong = [...world.wrong, `stopped: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`]
  } finally {
    await world.end()
  }
  if (wrong.length > 0) throw new HistoryFailed(world.story, wrong)
}

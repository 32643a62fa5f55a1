import type { PartyChoice } from '../../../../shared/contract/views/work/rules.js'
import {
  type Names,
  type Occasion,
  type Party,
  type Rule,
  targetWords,
} from '../../../../shared/domain/rule/language.js'

export const occasionWords: Record<Occasion, string> = {
  arrival: 'When it arrives',
  overdue: 'Once it is overdue and nobody has taken it',
  'no-cover': 'While who has it is away without cover',
}

export const namesOf =
  (parties: readonly PartyChoice[]): Names =>
  (party) =>
    parties.find((each) => each.party === party)?.words ?? 'somebody not in this clinic'

/** Everybody a rule can name: who is here, and of those who left whom it names already. */
export const choicesFor = (
  { when, then }: Rule,
  here: readonly PartyChoice[],
  left: readonly PartyChoice[],
): PartyChoice[] => {
  const said = JSON.stringify([when, then])
  return [...here, ...left.filter(({ party }) => said.includes(party.replace('person:', '')))]
}

/** What is said of a rule whose target left. */
export const goneWords = (on: Occasion): string =>
  on === 'arrival'
    ? 'Who gets it is not here any more: what it takes goes as under Everything else.'
    : 'Who gets it is not here any more: it moves nothing, and the rules after it decide.'

const priorityWords = { stat: 'stat', asap: 'as soon as possible', urgent: 'urgent', routine: 'routine' } as const

function dueWords(due: NonNullable<Rule['then']['due']>): string {
  if ('days' in due) return due.days === 1 ? 'by the next clinic day' : `within ${due.days} clinic days`
  const { minutes } = due
  if (minutes % 60 !== 0) return `within ${minutes} min`
  return minutes === 60 ? 'within an hour' : `within ${minutes / 60} hours`
}

/** What a rule does: `Blue team, stat, within 30 min, and Jo Ruiz is told`. */
export function thenWords({ then }: Rule, names: Names): string {
  const { to, priority, due, watchers = [] } = then
  const who = to in targetWords ? targetWords[to as keyof typeof targetWords] : names(to as Party)
  return [
    who,
    priority && priorityWords[priority],
    due && dueWords(due),
    watchers.length > 0 && `${watchers.map((id) => names(`person:${id}`)).join(' and ')} also told`,
  ]
    .filter(Boolean)
    .join(', ')
}

import { readTypedVital } from '../../../../shared/domain/chip/typed-vital.js'
import { afterMark, type SuggestItem, type SuggestSource } from '../../../editor/index.js'
import { commandItems, type SlashCommand, slashCommands } from './commands.js'
import type { ChipContext } from './context.js'
import { diagnoses } from './diagnosis.js'
import { chipOf, putting } from './make.js'
import { medicines } from './medicine.js'
import { orders } from './order.js'
import { vaccines } from './vaccine.js'
import { followUps, people } from './work.js'

/** From this many letters on everything is searched, not the commands alone. */
const fewest = 2
/** How many of each kind are listed beside the others. */
const few = 4

/** `/`: a command and its words (`/dx sugar`, `/fu 3m`), or straight what is meant (`/amlod`). */
export const slashSource = (context: ChipContext): SuggestSource => ({
  id: 'commands',
  label: 'Commands',
  reads: afterMark('/'),
  chooses: 'Enter',
  async find(words, place) {
    const command = commandOf(words)
    if (command && /\s/.test(words))
      return command.find(context, words.trimStart().split(/\s+/).slice(1).join(' '), place)
    const commands = commandItems(words.trim())
    if (words.trim().length < fewest) return commands
    const found = await Promise.all([
      medicines(context, words, few),
      diagnoses(context, words, few),
      orders(context, words, few),
      vaccines(context, words, 2),
    ])
    const vital = vitalItem(context, words)
    const follow = /^(?:f\/?u|follow|rtc)/i.test(words) ? followUps(context, words.replace(/^\S+\s*/, '')) : []
    return [...vital, ...commands, ...follow, ...byCloseness(found, words), ...people(context, words).slice(0, 2)]
  },
  // A sentence goes on after a slash: nobody is looking for anything.
  nothing: (words) =>
    commandOf(words) || words.trim().split(/\s+/).length < 3
      ? `Nothing found for “${words.trim()}”. Escape leaves it as text.`
      : undefined,
})

/** The command that the first word names. */
function commandOf(words: string): SlashCommand | undefined {
  const [first = ''] = words.trimStart().split(/\s+/)
  return slashCommands.find(({ words: names }) => names.includes(first.toLowerCase()))
}

/** `/bp 128/82` */
function vitalItem(context: ChipContext, words: string): SuggestItem[] {
  const read = readTypedVital(words, context.years(), context.last())
  if (!read || read.length !== words.length || read.doubt?.tone === 'refuse') return []
  return [
    {
      key: `vital ${read.text}`,
      icon: 'activity',
      title: read.text,
      ...(read.doubt && { note: { text: read.doubt.text, tone: 'attention' } }),
      group: 'Vital signs',
      choose: putting(() => chipOf('vital', read.text, read.data)),
    },
  ]
}

/** Kinds in whose first title a word begins as typed go before kinds that only resemble it. */
function byCloseness(kinds: readonly SuggestItem[][], words: string): SuggestItem[] {
  const [word = ''] = words.toLowerCase().split(/\s+/)
  const begins = (items: SuggestItem[]): boolean =>
    items.slice(0, 2).some(({ title, detail = '' }) =>
      `${title} ${detail}`
        .toLowerCase()
        .split(/[^\p{L}\p{N}.]+/u)
        .some((part) => part.startsWith(word)),
    )
  return [...kinds.filter(begins), ...kinds.filter((items) => !begins(items))].flat()
}

import type { SuggestItem, SuggestPlace } from '../../../editor/index.js'
import type { IconName } from '../../../ui/index.js'
import { commandWords } from './commandWords.js'
import type { ChipContext } from './context.js'
import { diagnoses } from './diagnosis.js'
import { goingOn } from './make.js'
import { aboutTaken, medicines } from './medicine.js'
import { orders } from './order.js'
import { vaccines } from './vaccine.js'
import { followUps, people, tasks } from './work.js'

/** A word after the slash that says what kind of thing is meant. */
export interface SlashCommand {
  /** Any of these; the first is shown. */
  words: readonly string[]
  title: string
  detail: string
  icon: IconName
  find(context: ChipContext, words: string, place: SuggestPlace): SuggestItem[] | Promise<SuggestItem[]>
}

/** How many of one kind are listed when it was asked for. */
const many = 9

export const slashCommands: readonly SlashCommand[] = [
  {
    words: commandWords.diagnosis,
    title: 'Diagnosis',
    detail: 'by any of its names, or ICD-10 code',
    icon: 'problem',
    find: (context, words) => diagnoses(context, words, many),
  },
  {
    words: commandWords.medicine,
    title: 'Medicine',
    detail: 'to prescribe, or one the patient takes',
    icon: 'medicine',
    find: (context, words) => medicines(context, words, many),
  },
  {
    words: commandWords.renew,
    title: 'Renew a medicine',
    detail: 'prescribe the same again',
    icon: 'refresh',
    find: (context, words) => aboutTaken(context, words, 'refill'),
  },
  {
    words: commandWords.change,
    title: 'Change a medicine',
    detail: 'another dose or way of taking it',
    icon: 'edit',
    find: (context, words) => aboutTaken(context, words, 'change'),
  },
  {
    words: commandWords.stop,
    title: 'Stop a medicine',
    detail: 'ends it at signing',
    icon: 'ban',
    find: (context, words) => aboutTaken(context, words, 'stop'),
  },
  {
    words: commandWords.laboratory,
    title: 'Laboratory order',
    detail: 'a1c in 3 months, cbc stat',
    icon: 'result',
    find: (context, words) => orders(context, words, many, 'laboratory'),
  },
  {
    words: commandWords.imaging,
    title: 'Imaging order',
    detail: 'chest x-ray, mammogram',
    icon: 'eye',
    find: (context, words) => orders(context, words, many, 'imaging'),
  },
  {
    words: commandWords.referral,
    title: 'Referral',
    detail: 'podiatry, cardiology',
    icon: 'route',
    find: (context, words) => orders(context, words, many, 'referral'),
  },
  {
    words: commandWords.vaccine,
    title: 'Vaccine given',
    detail: 'with lot and site',
    icon: 'syringe',
    find: (context, words) => vaccines(context, words, many),
  },
  {
    words: commandWords.followUp,
    title: 'Follow-up visit',
    detail: 'in 3 months',
    icon: 'calendar',
    find: followUps,
  },
  {
    words: commandWords.task,
    title: 'Task for a colleague',
    detail: 'jo call about readings in 2 days',
    icon: 'checklist',
    find: tasks,
  },
  {
    words: commandWords.person,
    title: 'Colleague',
    detail: 'name someone in the note',
    icon: 'person',
    find: people,
  },
]

/** The commands as they are listed: choosing one goes on with its word. */
export const commandItems = (typed: string): SuggestItem[] =>
  slashCommands
    .filter(({ words }) => words.some((word) => word.startsWith(typed.toLowerCase())))
    .map(({ words: [word], title, detail, icon }) => ({
      key: `command ${word}`,
      icon,
      title,
      detail,
      note: { text: `/${word}`, tone: 'plain' },
      group: 'Commands',
      choose: goingOn(`/${word} `),
    }))

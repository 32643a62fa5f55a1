import { followUpText, taskText } from '../../../../shared/domain/chip/task.js'
import { readWhen } from '../../../../shared/domain/chip/when.js'
import type { SuggestItem } from '../../../editor/index.js'
import type { ChipContext } from './context.js'
import { chipOf, putting, saysAll } from './make.js'

const usualTimes = ['in 2 weeks', 'in 1 month', 'in 3 months', 'in 6 months', 'in 1 year']

/** When the patient comes back: what was typed, else the times a clinic uses most. */
export function followUps(context: ChipContext, words: string): SuggestItem[] {
  const typed = readWhen(words, context.today())
  const reason = (typed ? typed.rest : '').replace(/^(?:up|visit|for)\b\s*/i, '').trim()
  const times = typed ? [typed] : usualTimes.flatMap((time) => readWhen(time, context.today()) ?? [])
  return times.map((time) => {
    const data = { due: time.due, when: time.words, ...(reason && { reason }) }
    return {
      key: `follow-up ${time.words}`,
      icon: 'calendar',
      title: followUpText(data),
      group: 'Follow-up',
      choose: putting(() => chipOf('follow-up', followUpText(data), data)),
    }
  })
}

interface Receiver {
  id: string
  name: string
  title: string
}

/** Colleagues whose name begins what was typed, with the words after it. */
function receivers(context: ChipContext, words: string): { to: Receiver; rest: string }[] {
  const parts = words.trim().split(/\s+/).filter(Boolean)
  return context.team().flatMap(({ id, name, title }) => {
    let used = 0
    while (used < Math.min(parts.length, 3) && saysAll(name, parts.slice(0, used + 1).join(' '))) used += 1
    if (parts.length > 0 && used === 0) return []
    return [{ to: { id, name, title }, rest: parts.slice(used).join(' ') }]
  })
}

/** Work for a colleague: `task jo call about readings in 2 days`. */
export const tasks = (context: ChipContext, words: string): SuggestItem[] =>
  receivers(context, words)
    .slice(0, 8)
    .map(({ to, rest }) => {
      const when = readWhen(rest, context.today())
      const text = (when ? when.rest : rest).trim()
      const data = { text: text || 'Please see this note', to: to.id, toName: to.name, ...(when && { due: when.due }) }
      return {
        key: `task ${to.id}`,
        icon: 'checklist',
        title: to.name,
        detail: text ? `${text}${when ? `, ${when.words}` : ''}` : to.title,
        group: 'Task for',
        choose: putting(() => chipOf('task', taskText(data), data), text === ''),
      }
    })

/** A colleague who is named in the note. */
export const people = (context: ChipContext, words: string): SuggestItem[] =>
  context
    .team()
    .filter(({ name }) => saysAll(name, words))
    .slice(0, 6)
    .map(({ id, name, title }) => ({
      key: `person ${id}`,
      icon: 'person',
      title: name,
      detail: title,
      group: 'Colleagues',
      choose: putting(() => chipOf('person', name, { id, name })),
    }))

import { useState } from 'react'
import { snoozeChoices } from '../../../../shared/domain/task/snooze.js'
import {
  dateForReading,
  localDate,
  momentForReading,
  timeForReading,
  toInstant,
} from '../../../../shared/kernel/dates.js'
import { sayDeed, send, toastRefusal, useNow, useOneAtATime } from '../../../data/index.js'
import { Button, DateField } from '../../../ui/index.js'
import { aboutWords } from '../about.js'
import { AskPanel } from '../actions/AskPanel.js'
import type { PanelProps } from '../actions/action.js'

/** The hour at which what was put away until a day comes back. */
const morning = 8

/** Until when a task is to be out of sight. It comes back before that when there is news. */
export function SnoozePanel({ working, row, close }: PanelProps) {
  const ids = [...working.ids]
  const what = aboutWords(working, row)
  const now = useNow(60_000)
  const [day, setDay] = useState('')
  const choices = snoozeChoices(now)
  const { once } = useOneAtATime()
  const putAway = async (until: string, words: string) => {
    close()
    const next = working.after(row.id)
    const result = await send('task.snooze', { tasks: ids, until })
    if (!result.ok) return toastRefusal(result.refusal)
    working.choose([])
    working.select(next)
    await sayDeed(`Put away ${words}: ${what}`, () => working.select(row.id))
  }
  const until = (date: Date) =>
    once(() => putAway(date.toISOString(), `until ${momentForReading(toInstant(date), now)}`))
  const onAnswer = () => once(() => putAway('answer', 'until there is an answer, two weeks at most'))
  const onDay = () => until(new Date(`${day}T0${morning}:00:00`))
  const answer = String(choices.length + 1)
  const timeOf = (date: Date) =>
    localDate(date) === localDate(now)
      ? timeForReading(toInstant(date))
      : `${dateForReading(localDate(date)).replace(/ \d{4}$/, '')}, ${timeForReading(toInstant(date))}`
  return (
    <AskPanel
      group="Put away"
      keys={[
        ...choices.map((choice, at) => ({
          keys: String(at + 1),
          label: choice.label,
          run: () => void until(choice.until),
          quiet: true,
        })),
        { keys: answer, label: 'When there is an answer', run: () => void onAnswer(), quiet: true },
      ]}
      answer={{ words: 'Put away', label: 'Put away until that day', ready: day !== '', give: onDay }}
      leave="Keep it here"
      close={close}
    >
      <fieldset className="inbox-choices" aria-label="Put away until">
        {choices.map((choice, at) => (
          <Button key={choice.id} keys={String(at + 1)} autoFocus={at === 0} onPress={() => void until(choice.until)}>
            {choice.label} <span className="faint num">{timeOf(choice.until)}</span>
          </Button>
        ))}
        <Button keys={answer} onPress={() => void onAnswer()}>
          When there is an answer
        </Button>
      </fieldset>
      <DateField label="Or until the morning of" value={day} onChange={setDay} />
    </AskPanel>
  )
}

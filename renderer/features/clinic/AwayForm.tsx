import { useState } from 'react'
import type { Staff } from '../../../shared/contract/views/session.js'
import type { Absence } from '../../../shared/contract/work/team.js'
import { addDays, dayBounds, localDate } from '../../../shared/kernel/dates.js'
import { asDateText, asLocalId } from '../../../shared/kernel/ids.js'
import { sayDeed, send, toastRefusal, useKeys, useLive, useNow } from '../../data/index.js'
import { Button, ComboBox, DateField, TextField } from '../../ui/index.js'

/** What stands for an absence about which nobody said more. */
export const plainWords = 'Away'

/** The last whole day of an absence: the one before the midnight at which it ends. */
const lastDay = ({ until }: Absence): string => (until ? localDate(new Date(Date.parse(until) - 1)) : '')

/** When somebody is away, why in words colleagues may read, and who stands in. */
export function AwayForm({
  absence,
  me,
  others,
  onClose,
}: {
  absence: Absence | undefined
  me: Staff
  /** Whether other people's absences may be said, too. */
  others: boolean
  onClose: () => void
}) {
  const { data: team } = useLive('team.list', {})
  const { data: groups } = useLive('team.groups', {})
  const now = useNow(60_000)
  const [who, setWho] = useState<string | null>(absence?.who ?? me.id)
  const [from, setFrom] = useState(localDate(absence ? new Date(absence.from) : now) as string)
  const [until, setUntil] = useState(absence ? lastDay(absence) : '')
  const [cover, setCover] = useState<string | null>(absence?.cover?.id ?? null)
  const [words, setWords] = useState(absence && absence.words !== plainWords ? absence.words : '')
  const people = (team ?? []).map(({ id, name, title }) => ({ id, label: name, description: title }))
  const teams = (groups ?? []).map(({ id, name, title }) => ({ id, label: name, description: title }))
  const ready = who !== null && from !== ''
  const wrong = until !== '' && from !== '' && until < from ? 'This is before the first day' : undefined
  const save = async () => {
    if (!ready || wrong) return
    // One that began in the middle of a day keeps its beginning.
    const sameDay = absence && localDate(new Date(absence.from)) === from
    const result = await send('absence.save', {
      ...(absence && { id: absence.id }),
      who: asLocalId(who),
      from: sameDay ? absence.from : dayBounds(asDateText(from)).start,
      ...(until && { until: dayBounds(addDays(asDateText(until), 1)).start }),
      ...(cover && { cover: asLocalId(cover) }),
      words: words.trim() || plainWords,
    })
    if (!result.ok) return toastRefusal(result.refusal)
    onClose()
    const name = people.find(({ id }) => id === who)?.label ?? 'They'
    const stands = [...people, ...teams].find(({ id }) => id === cover)?.label
    await sayDeed(stands ? `${name} is away; ${stands} stands in` : `${name} is away; nobody stands in`)
  }
  useKeys('Away', [
    { keys: 'Mod+Enter', label: 'Save this absence', run: () => void save() },
    { keys: 'Escape', label: 'Leave it as it was', run: onClose, inText: true, quiet: true },
  ])
  return (
    <section className="clinic-section" aria-labelledby="clinic-away">
      <header className="clinic-head">
        <div>
          <h1 id="clinic-away">{absence ? `${absence.name} is away` : 'Who is away'}</h1>
          <p className="muted">Whoever stands in sees the work in their own inbox, marked with whose it is.</p>
        </div>
      </header>
      <div className="card clinic-away-form">
        {others && !absence && (
          <ComboBox label="Who is away" items={people} value={who} onChange={setWho} placeholder="Name" />
        )}
        <div className="clinic-away-days">
          <DateField label="First day" value={from} onChange={setFrom} />
          <DateField
            label="Last day"
            value={until}
            onChange={setUntil}
            {...(wrong ? { error: wrong } : { description: 'Empty: until further notice' })}
          />
        </div>
        <ComboBox
          label="Who stands in"
          items={[...people.filter(({ id }) => id !== who), ...teams]}
          value={cover}
          onChange={setCover}
          placeholder="Nobody"
          description="Nobody: work that waited two hours is shown to their team"
        />
        <TextField
          label="Why, if you like"
          value={words}
          onChange={setWords}
          maxLength={80}
          description="Colleagues read this. For instance: On holiday"
        />
        <div className="clinic-away-actions">
          <Button
            look="primary"
            keys="Mod+Enter"
            isDisabled={!ready || wrong !== undefined}
            onPress={() => void save()}
          >
            Save
          </Button>
          <Button look="quiet" keys="Escape" onPress={onClose}>
            Cancel
          </Button>
        </div>
      </div>
    </section>
  )
}

import { useState } from 'react'
import { addDays, dateForReading, localDate, timeForReading, weekdayName } from '../../../shared/kernel/dates.js'
import type { DateText, Instant, LocalId } from '../../../shared/kernel/ids.js'
import { bindPatient, send, toast, toastRefusal, useKeys, useLive, useOneAtATime } from '../../data/index.js'
import { Button, DateField, PersonBox, Select, TextField } from '../../ui/index.js'
import type { TurnIntoProps } from './turning.js'

const lengths = [10, 20, 30, 40, 60].map((minutes) => ({ id: String(minutes), label: `${minutes} min` }))

/** Today while there is time left in it, else the next working day. */
function nextOpenDay(): DateText {
  const now = new Date()
  let day = now.getHours() < 16 ? localDate(now) : addDays(localDate(now), 1)
  while (/^S/.test(weekdayName(day))) day = addDays(day, 1)
  return day
}

/** A visit for the patient who wrote: whose day, which day, a time that is free there. */
export function BookVisit({ patient, message, topic, onClose }: TurnIntoProps) {
  const { data: team } = useLive('team.list', {})
  const [clinician, setClinician] = useState<string | null>(null)
  const [date, setDate] = useState<string>(nextOpenDay)
  const [minutes, setMinutes] = useState('20')
  const [start, setStart] = useState<Instant | null>(null)
  const [reason, setReason] = useState(topic)
  const { data: free } = useLive(
    'appointment.free',
    clinician && date ? { clinician: clinician as LocalId, date, minutes: Number(minutes) } : null,
  )
  const chosen = start !== null && free?.times.includes(start) ? start : null
  const { busy, once } = useOneAtATime()
  const ready = !busy && chosen !== null && reason.trim() !== ''
  const who = team?.find(({ id }) => id === clinician)
  const book = async () => {
    if (!ready) return
    bindPatient(patient.id)
    const result = await send('appointment.book', {
      patient: patient.id,
      clinician: clinician as LocalId,
      start: chosen,
      minutes: Number(minutes),
      reason: reason.trim(),
      from: message.id,
    })
    if (!result.ok) return toastRefusal(result.refusal)
    toast(`${patient.name} is booked with ${who?.name}, ${dateForReading(date as DateText)} ${timeForReading(chosen)}`)
    onClose()
  }
  useKeys('Turn into', [{ keys: 'Mod+Enter', label: 'Book the visit', run: () => void once(book), when: ready }])
  const sees = (team ?? []).filter(({ role }) => /physician|practitioner|supervised|assistant/.test(role))
  return (
    <>
      <div className="messages-fields">
        <PersonBox label="With" people={sees} value={clinician} onChange={setClinician} />
        <DateField label="Day" value={date} onChange={setDate} />
        <Select label="Length" items={lengths} value={minutes} onChange={setMinutes} />
      </div>
      {clinician && date && free && (
        <Select
          label={`Free on ${weekdayName(date)}, by the bookings of this clinic`}
          items={free.times.map((time) => ({ id: time, label: timeForReading(time) }))}
          value={chosen}
          onChange={(time) => setStart(time as Instant)}
          isDisabled={free.times.length === 0}
          placeholder={
            free.held
              ? free.times.length > 0
                ? 'Choose a time'
                : 'Nothing free that day'
              : 'Not a day whose schedule is here: today and the next 30 days'
          }
        />
      )}
      <TextField label="Reason" value={reason} onChange={setReason} maxLength={300} />
      <div className="messages-turn-do">
        <Button look="primary" icon="calendar" keys="Mod+Enter" isDisabled={!ready} onPress={() => void once(book)}>
          Book the visit
        </Button>
        <Button look="quiet" keys="Escape" onPress={onClose}>
          Cancel
        </Button>
      </div>
    </>
  )
}

import { useRef, useState } from 'react'
import type { PatientHit } from '../../../shared/contract/views/patient.js'
import { dateForReading } from '../../../shared/kernel/dates.js'
import { matchParts } from '../../data/highlight.js'
import { useLive } from '../../data/index.js'
import { List, type ListHandle, Marked, PatientMark, SearchField, Tag } from '../../ui/index.js'

/** Finds the patient a task is about, in a panel. */
export function FindPatient({ onPick, onText }: { onPick: (hit: PatientHit) => void; onText: (text: string) => void }) {
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const list = useRef<ListHandle>(null)
  const text = typed.trim()
  const found = useLive('patient.find', text ? { text, limit: 20 } : null, { keepPrevious: true })
  const hits = text ? (found.data?.hits ?? []) : []
  const current = hits.some((hit) => hit.id === chosen) ? chosen : (hits[0]?.id ?? null)
  const pick = (id: string | null) => {
    const hit = hits.find((one) => one.id === id)
    if (hit && !found.previous) onPick(hit)
  }
  return (
    <div className="desk-find">
      <SearchField
        size="l"
        label="Find the patient"
        placeholder="Name, birth date, MRN or phone"
        autoFocus
        value={typed}
        onChange={(value) => {
          setTyped(value)
          setChosen(null)
          onText(value)
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') list.current?.move(1)
          else if (event.key === 'ArrowUp') list.current?.move(-1)
          else if (event.key === 'Enter') pick(current)
          else return
          event.preventDefault()
        }}
      />
      {hits.length > 0 && (
        <List
          className="card desk-found"
          label="Patients found"
          items={hits}
          selected={current}
          onSelect={setChosen}
          onOpen={pick}
          openOnClick
          handle={list}
          estimate={54}
          render={(hit) => (
            <div className="desk-hit">
              <PatientMark colour={hit.colour} />
              <div>
                <p className="strong">
                  <Marked parts={matchParts(hit.name, text)} /> {hit.alike && <Tag>sounds alike</Tag>}
                </p>
                <p className="muted desk-small num">
                  {hit.age} · born {dateForReading(hit.birthDate)} · MRN {hit.mrn}
                </p>
                {hit.today && <Tag tone="accent">today {hit.today}</Tag>}
              </div>
            </div>
          )}
        />
      )}
      {text && found.data && hits.length === 0 && !found.previous && (
        <p className="muted">No patient matches “{text}”.</p>
      )}
    </div>
  )
}

import { useEffect, useRef, useState } from 'react'
import type { PatientHit } from '../../../shared/contract/views/patient.js'
import { dateForReading } from '../../../shared/kernel/dates.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { matchParts } from '../../data/highlight.js'
import {
  openChart,
  openDesk,
  shell,
  useAhead,
  useKeys,
  useLive,
  useMay,
  useReady,
  useServerNow,
} from '../../data/index.js'
import {
  AsOf,
  Button,
  EmptyState,
  List,
  type ListHandle,
  Marked,
  PatientMark,
  Problem,
  SearchField,
  Skeleton,
  Tag,
} from '../../ui/index.js'
import './patients.css'

/** Finding a patient, by whatever one knows of them. */
export function PatientsScreen() {
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<ListHandle>(null)
  const serverNow = useServerNow()
  const sync = useLive('sync.status', {}).data
  const text = typed.trim()
  const found = useLive('patient.find', text ? { text, limit: 50 } : null, { keepPrevious: true })
  const recent = useLive('patient.recent', {})
  const mayRegister = useMay('patient.register')
  const hits = text ? (found.data?.hits ?? []) : (recent.data ?? [])
  const current = hits.some((hit) => hit.id === chosen) ? chosen : (hits[0]?.id ?? null)
  // While the list still answers an earlier text, Enter could open someone else.
  const settled = !text || !found.previous
  useAhead(settled ? (current as LocalId | null) : null)
  const open = (id: string | null) => {
    if (id && settled) openChart(id as LocalId)
  }
  const register = () => openDesk({ kind: 'register', after: 'chart', ...(text ? { typed: text } : {}) })
  useReady(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new text begins at the top
  useEffect(() => setChosen(null), [text])
  useKeys('Patients', [
    { keys: '/', label: 'Search patients', run: () => field.current?.focus() },
    {
      keys: 'Mod+Enter',
      label: 'Open in a new window',
      run: () => current && settled && void shell.openWindow(current),
      when: current !== null,
    },
    { keys: 'Alt+N', label: 'Register a new patient', run: register, when: mayRegister },
  ])
  const words = text ? (found.data ? resultWords(found.data.hits.length, found.data.more) : '') : 'Recently opened here'

  return (
    <section className="screen" aria-label="Patients">
      <header className="patients-head">
        <h1>Patients</h1>
        <SearchField
          size="l"
          label="Search patients"
          placeholder="Name, birth date, MRN or phone"
          autoFocus
          keys="/"
          value={typed}
          onChange={setTyped}
          inputRef={field}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') list.current?.move(1)
            else if (event.key === 'ArrowUp') list.current?.move(-1)
            else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) open(current)
            else return
            event.preventDefault()
          }}
        />
        {mayRegister && (
          <Button icon="register" keys="Alt+N" onPress={register}>
            {text ? 'Register as new' : 'Register a new patient'}
          </Button>
        )}
      </header>
      <div className="patients-line">
        <p className="patients-words muted num" role="status">
          {words}
          {sync?.firstPull && ' · Not everyone is here yet: who is not found may still come'}
        </p>
        <AsOf of="List" at={sync?.asOf} now={serverNow} />
      </div>
      {found.refusal || recent.refusal ? (
        <Problem title={(found.refusal ?? recent.refusal)?.message ?? ''} safe="Nothing has been changed." />
      ) : hits.length > 0 ? (
        <List
          className="card patients-list"
          label={text ? 'Patients found' : 'Recent patients'}
          items={hits}
          selected={current}
          onSelect={setChosen}
          onOpen={open}
          handle={list}
          estimate={62}
          render={(hit) => <PatientRow hit={hit} typed={text} />}
        />
      ) : text && found.data && settled ? (
        <EmptyState
          icon="patients"
          title={`No patient matches “${text}”`}
          actions={
            mayRegister && (
              <Button look="primary" icon="register" keys="Alt+N" onPress={register}>
                Register a new patient
              </Button>
            )
          }
        >
          Try the birth date, the MRN, a phone number, or only the first letters of each name. Misspelt names are found
          too.
        </EmptyState>
      ) : !text && recent.data ? (
        <EmptyState icon="patients" title="Type any part of what you know">
          A few letters of each name in any order, a birth date such as 12 Mar 1979, an MRN or a phone number.
        </EmptyState>
      ) : (
        <Skeleton lines={6} />
      )}
    </section>
  )
}

const resultWords = (count: number, more: boolean): string => {
  if (more) return `The first ${count}. Type more to narrow it down.`
  return count === 0 ? '' : count === 1 ? '1 patient' : `${count} patients`
}

const sexWords = { female: 'Female', male: 'Male', other: 'Other sex', unknown: 'Sex unknown' } as const

function PatientRow({ hit, typed }: { hit: PatientHit; typed: string }) {
  return (
    <div className="patient-row">
      <PatientMark as="initials" colour={hit.colour} initials={hit.initials} />
      <div className="patient-row-who">
        <p className="ellipsis">
          <span className="strong patient-row-name">
            <Marked parts={matchParts(hit.name, typed)} />
          </span>
          {hit.preferredName && (
            <span className="muted">
              {' '}
              “<Marked parts={matchParts(hit.preferredName, typed)} />”
            </span>
          )}{' '}
          {hit.alike && <Tag title="Found by likeness, not by the letters typed">sounds alike</Tag>}{' '}
          {hit.deceased && <Tag tone="attention">died</Tag>}{' '}
          {hit.inactive && <Tag tone="attention">record not in use</Tag>}
        </p>
        <p className="muted patient-row-small num ellipsis">
          {sexWords[hit.sex]} · {hit.age}
        </p>
      </div>
      <dl className="patient-row-facts num">
        <Fact label="Born" hit={hit.matched.includes('birth date')} value={dateForReading(hit.birthDate)} />
        <Fact label="MRN" hit={hit.matched.includes('MRN')} value={hit.mrn} />
        <Fact label="Phone" hit={hit.matched.includes('phone')} value={hit.phone ?? '–'} />
      </dl>
      <p className="patient-row-address muted ellipsis">{hit.address}</p>
      <p className="patient-row-today">{hit.today && <Tag tone="accent">{hit.today}</Tag>}</p>
    </div>
  )
}

function Fact({ label, value, hit }: { label: string; value: string; hit: boolean }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{hit ? <mark>{value}</mark> : value}</dd>
    </div>
  )
}

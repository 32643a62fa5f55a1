import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { PatientHit } from '../../shared/contract/views/patient.js'
import { may, type Role } from '../../shared/domain/role.js'
import { dateForReading, timeForReading } from '../../shared/kernel/dates.js'
import type { LocalId } from '../../shared/kernel/ids.js'
import { matchParts } from '../data/highlight.js'
import { deedWords, go, openChart, openDesk, redoDeed, shell, undoDeed, useAhead, useLive } from '../data/index.js'
import { useKeyMap } from '../data/keyboard.js'
import { Dialog, Icon, Kbd, Marked, PatientMark, Tag } from '../ui/index.js'
import { actionsOf, pick } from './palette.js'
import { placesOf } from './places.js'
import './palette.css'

interface Item {
  id: string
  group: string
  patient?: LocalId
  view: ReactNode
  run: () => void
  /** With Ctrl held. */
  runOther?: () => void
}

const sexLetter = { female: 'F', male: 'M', other: 'O', unknown: '?' } as const

function PatientLine({ hit, typed }: { hit: PatientHit; typed: string }) {
  return (
    <>
      <PatientMark colour={hit.colour} as="initials" initials={hit.initials} />
      <span className="palette-words">
        <span className="strong">
          <Marked parts={matchParts(hit.name, typed)} />
        </span>{' '}
        <span className="palette-more num">
          {sexLetter[hit.sex]} · {hit.age} · born {dateForReading(hit.birthDate)} · MRN {hit.mrn}
        </span>
      </span>
      {hit.alike && <Tag>sounds alike</Tag>}
      {hit.today && <Tag tone="accent">{hit.today}</Tag>}
    </>
  )
}

/** One search for everything: patients as one types, screens, and whatever can be done here. */
export function Palette({ role, onClose }: { role: Role; onClose: () => void }) {
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  const scopes = useKeyMap((state) => state.scopes)
  const text = typed.trim()
  const found = useLive('patient.find', text ? { text, limit: 8 } : null, { keepPrevious: true })
  const recent = useLive('patient.recent', text ? null : {})
  const done = useLive('deed.list', {})

  const items = useMemo<Item[]>(() => {
    const hits = text ? (found.data?.hits ?? []) : (recent.data ?? []).slice(0, 5)
    const patients = hits.map((hit) => ({
      id: `patient ${hit.id}`,
      group: text ? 'Patients' : 'Recent patients',
      patient: hit.id,
      view: <PatientLine hit={hit} typed={text} />,
      run: () => openChart(hit.id),
      runOther: () => void shell.openWindow(hit.id),
    }))
    const screens = pick(placesOf(role), text, 5).map((entry) => ({
      id: `screen ${entry.name}`,
      group: 'Screens',
      view: (
        <>
          <Icon name={entry.icon} />
          <span className="palette-words">{entry.label}</span>
          <Kbd keys={entry.keys} />
        </>
      ),
      run: () => go(entry.name),
    }))
    const actions = pick(actionsOf(scopes), text, text ? 8 : 6).map((action) => ({
      id: `action ${action.id}`,
      group: 'Actions',
      view: (
        <>
          <Icon name="arrow-right" />
          <span className="palette-words">
            {action.label} {action.group !== 'Everywhere' && <span className="palette-more">{action.group}</span>}
          </span>
          <Kbd keys={action.keys} />
        </>
      ),
      run: action.run,
    }))
    const deeds = pick(
      (done.data ?? []).map((deed) => ({
        deed,
        label: `${deed.state === 'undone' ? 'Do again' : 'Undo'}: ${deedWords(deed)}`,
      })),
      text,
      text ? 6 : 2,
    ).map(({ deed, label }) => ({
      id: `deed ${deed.id}`,
      group: 'What I did last',
      view: (
        <>
          <Icon name={deed.state === 'undone' ? 'refresh' : 'undo'} />
          <span className="palette-words">
            {label} <span className="palette-more num">{timeForReading(deed.at)}</span>
          </span>
          {deed.state === 'held' && <Tag tone="accent">not sent yet</Tag>}
          {deed.state === 'lost' && <Tag tone="attention">not sent</Tag>}
        </>
      ),
      run: () => void (deed.state === 'undone' ? redoDeed(deed) : undoDeed(deed)),
    }))
    const register =
      text && may(role, 'patient.register')
        ? [
            {
              id: 'register',
              group: 'Actions',
              view: (
                <>
                  <Icon name="register" />
                  <span className="palette-words">
                    Register a new patient <span className="palette-more">“{text}”</span>
                  </span>
                </>
              ),
              run: () => openDesk({ kind: 'register', typed: text, after: 'chart' }),
            },
          ]
        : []
    return [...patients, ...screens, ...actions, ...register, ...deeds]
  }, [text, found.data, recent.data, done.data, role, scopes])

  const early = useRef<{ id: string; text: string; other: boolean } | null>(null)
  const at = Math.min(chosen, items.length - 1)
  const current = items[at]
  useAhead(found.previous ? null : current?.patient)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new text begins at the top
  useEffect(() => setChosen(0), [text])
  useEffect(() => {
    if (current) list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [current])

  const act = (item: Item | undefined, other: boolean) => {
    if (!item) return
    // While the answer on screen is to an earlier text, Enter could open the wrong patient: it waits for the answer,
    // and opens only the one who was on screen when it was pressed.
    if (item.id.startsWith('patient') && found.previous) {
      early.current = { id: item.id, text, other }
      return
    }
    early.current = null
    onClose()
    // After the palette has given the focus back.
    setTimeout(other && item.runOther ? item.runOther : item.run, 0)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at when an answer arrives
  useEffect(() => {
    const waiting = early.current
    if (!waiting || found.previous || found.loading) return
    early.current = null
    if (waiting.text === text && current?.id === waiting.id) act(current, waiting.other)
  }, [found.previous, found.loading, current])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setChosen(Math.min(items.length - 1, at + 1))
    else if (event.key === 'ArrowUp') setChosen(Math.max(0, at - 1))
    else if (event.key === 'PageDown') setChosen(Math.min(items.length - 1, at + 6))
    else if (event.key === 'PageUp') setChosen(Math.max(0, at - 6))
    else if (event.key === 'Enter') act(current, event.ctrlKey || event.metaKey)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const nothing = text !== '' && !found.loading && found.data?.hits.length === 0

  return (
    <Dialog title="Search patients, screens and actions" isOpen onClose={onClose} width={660} place="top" bare>
      <div className="palette">
        <div className="palette-head">
          <Icon name="search" size={18} />
          <input
            className="palette-input"
            autoFocus
            role="combobox"
            aria-label="Search patients, screens and actions"
            aria-expanded
            aria-controls={`${id}-list`}
            aria-activedescendant={current ? `${id}-${at}` : undefined}
            placeholder="Name, birth date, MRN, phone, or what to do"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={onKeyDown}
          />
        </div>
        <div className="palette-list" id={`${id}-list`} role="listbox" aria-label="What was found" ref={list}>
          {nothing && (
            <p className="palette-empty">No patient matches “{text}”. Try a birth date, an MRN or part of the name.</p>
          )}
          {items.map((item, index) => (
            <div key={item.id}>
              {item.group !== items[index - 1]?.group && (
                <p className="palette-group" role="presentation">
                  {item.group}
                </p>
              )}
              <div
                className="palette-item"
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === at}
                onPointerMove={() => index !== at && setChosen(index)}
                onClick={(event) => act(item, event.ctrlKey || event.metaKey)}
                onKeyDown={onKeyDown}
              >
                {item.view}
              </div>
            </div>
          ))}
        </div>
        <div className="palette-foot">
          <span>
            <Kbd keys="ArrowUp" />
            <Kbd keys="ArrowDown" /> choose
          </span>
          <span>
            <Kbd keys="Enter" /> open
          </span>
          <span>
            <Kbd keys="Mod+Enter" /> patient in a new window
          </span>
          <span>
            <Kbd keys="Escape" /> close
          </span>
        </div>
      </div>
    </Dialog>
  )
}

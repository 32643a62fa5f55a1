import type { ReactNode } from 'react'
import './banner.css'
import { PatientMark } from './PatientMark.js'
import { Tag } from './Tag.js'

/** What the banner shows; `patient.banner` of the contract has this shape. */
export interface BannerPerson {
  name: string
  preferredName?: string
  initials: string
  sex: string
  age: string
  /** For reading: `12 Mar 1979`. */
  born: string
  mrn: string
  colour: number
  deceased?: boolean
  inactive?: boolean
  allergyState: 'listed' | 'none-known' | 'none-recorded' | 'not-held'
  allergies: readonly { id: string; text: string; reaction?: string; severity?: string; dangerous: boolean }[]
}

export interface BannerProps {
  person: BannerPerson
  /** Short facts at the right: here for, where, with, primary. */
  facts?: readonly { label: string; value: ReactNode }[]
  actions?: ReactNode
  /** One line instead of two, for lists and side panels. */
  compact?: boolean
}

const sexWords: Record<string, string> = { female: 'Female', male: 'Male', other: 'Other sex', unknown: 'Sex unknown' }

/** Who this is about. On every patient screen, always the same. */
export function Banner({ person, facts = [], actions, compact }: BannerProps) {
  const name = person.preferredName ? `${person.name} “${person.preferredName}”` : person.name
  return (
    <section
      className="ui-banner"
      data-colour={((person.colour % 12) + 12) % 12}
      data-compact={compact || undefined}
      aria-label={`Patient: ${person.name}`}
    >
      <PatientMark colour={person.colour} as="initials" initials={person.initials} />
      <div className="ui-banner-who">
        <p className="ui-banner-name selectable">
          {name} {person.deceased && <Tag tone="attention">Died</Tag>}{' '}
          {person.inactive && <Tag tone="attention">Record not in use</Tag>}
        </p>
        <p className="ui-banner-facts num selectable">
          {sexWords[person.sex] ?? person.sex} · {person.age} · born {person.born} ·{' '}
          <span className="nowrap">MRN {person.mrn}</span>
        </p>
      </div>
      <Allergies person={person} />
      <span className="ui-banner-space" />
      {facts.length > 0 && (
        <dl className="ui-banner-now">
          {facts.map((fact) => (
            <div key={fact.label}>
              <dt>{fact.label}</dt>
              <dd className="num">{fact.value}</dd>
            </div>
          ))}
        </dl>
      )}
      {actions}
    </section>
  )
}

function Allergies({ person }: { person: BannerPerson }) {
  if (person.allergyState === 'none-known')
    return (
      <div className="ui-banner-allergies">
        <Tag>No known allergies</Tag>
      </div>
    )
  if (person.allergyState === 'none-recorded')
    return (
      <div className="ui-banner-allergies">
        <Tag tone="attention" icon="help">
          Allergies not recorded: ask
        </Tag>
      </div>
    )
  if (person.allergyState === 'not-held')
    return (
      <div className="ui-banner-allergies">
        <Tag tone="attention" icon="help">
          Allergies not on this workstation
        </Tag>
      </div>
    )
  return (
    <ul className="ui-banner-allergies" aria-label="Allergies">
      {person.allergies.map((allergy) => (
        <li key={allergy.id}>
          <Tag
            tone={allergy.dangerous ? 'danger' : 'attention'}
            icon={allergy.dangerous ? 'alert' : null}
            title={allergy.severity && `${allergy.severity} reaction`}
          >
            {allergy.reaction ? `${allergy.text}: ${allergy.reaction}` : allergy.text}
          </Tag>
        </li>
      ))}
    </ul>
  )
}

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
  /** The record that stands for them since two were merged. */
  mergedInto?: { mrn: string }
  allergyState: 'listed' | 'none-known' | 'none-recorded' | 'not-held'
  allergies: readonly {
    id: string
    text: string
    reaction?: string
    severity?: string
    dangerous: boolean
    /** Changed here and in the EHR: somebody has to decide. */
    twoVersions?: boolean
  }[]
}

export interface BannerProps {
  person: BannerPerson
  /** Short facts at the right: here for, where; `minor` ones give way where it is narrow. */
  facts?: readonly { label: string; value: ReactNode; minor?: boolean }[]
  actions?: ReactNode
  /** One line instead of two, for lists and side panels. */
  compact?: boolean
}

const sexWords: Record<string, string> = { female: 'Female', male: 'Male', other: 'Other sex', unknown: 'Sex unknown' }

/** Who this is about. On every patient screen, always the same. */
export function Banner({ person, facts = [], actions, compact }: BannerProps) {
  const Name = compact ? 'p' : 'h1'
  const name = person.preferredName ? `${person.name} “${person.preferredName}”` : person.name
  const content = (
    <>
      <PatientMark colour={person.colour} as="initials" initials={person.initials} />
      <div className="ui-banner-who">
        <Name className="ui-banner-name selectable">
          {name} {person.deceased && <Tag tone="attention">Died</Tag>}{' '}
          {(person.inactive || person.mergedInto) && <Tag tone="attention">{outOfUse(person)}</Tag>}
        </Name>
        <p className="ui-banner-facts num selectable">
          {sexWords[person.sex] ?? person.sex} · {person.age} · born {person.born} ·{' '}
          <span className="nowrap">{person.mrn ? `MRN ${person.mrn}` : 'no MRN'}</span>
        </p>
      </div>
      <Allergies person={person} />
      {facts.length > 0 && (
        <dl className="ui-banner-now">
          {facts.map((fact) => (
            <div key={fact.label} data-minor={fact.minor || undefined}>
              <dt>{fact.label}</dt>
              <dd className="num ellipsis">{fact.value}</dd>
            </div>
          ))}
        </dl>
      )}
      {actions && <div className="ui-banner-actions">{actions}</div>}
    </>
  )
  const colour = ((person.colour % 12) + 12) % 12
  // The compact one stands inside a panel or pane that is a region already.
  return compact ? (
    <div className="ui-banner" data-colour={colour} data-compact>
      {content}
    </div>
  ) : (
    <section className="ui-banner" data-colour={colour} aria-label={`Patient: ${person.name}`}>
      {content}
    </section>
  )
}

const outOfUse = ({ mergedInto }: BannerPerson): string =>
  mergedInto ? `Merged into ${mergedInto.mrn ? `MRN ${mergedInto.mrn}` : 'another record'}` : 'Record not in use'

/** More than fits beside the name: a line of its own. */
const isLong = (allergies: BannerPerson['allergies']): boolean =>
  allergies.length > 3 ||
  allergies.reduce((sum, { text, reaction = '' }) => sum + text.length + reaction.length, 0) > 60

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
    <ul className="ui-banner-allergies" data-long={isLong(person.allergies) || undefined} aria-label="Allergies">
      {person.allergies.map((allergy) => (
        <li key={allergy.id}>
          <Tag
            tone={allergy.dangerous ? 'danger' : 'attention'}
            icon={allergy.dangerous ? 'alert' : null}
            title={allergy.severity && `${allergy.severity} reaction`}
          >
            {allergy.reaction ? `${allergy.text}: ${allergy.reaction}` : allergy.text}
            {allergy.twoVersions && ', two versions'}
          </Tag>
        </li>
      ))}
    </ul>
  )
}

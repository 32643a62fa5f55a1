import type { DiagnosticReport, Identifier, Patient, Reference, Resource, Specimen } from '@medplum/fhirtypes'
import type { Arrival, KnownPerson, Part, SentAs } from '../../../shared/domain/result/identity.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import type { Sqlite } from './connection.js'
import { decisionIn } from './decision.js'
import type { Identity } from './identity.js'
import { mrnOf } from './patient.js'
import { patientReferenceOf } from './patient-of.js'
import { alsoNumbered, numberKeys } from './report-number.js'
import { valuesOf } from './report-values.js'
import { all, one } from './statement.js'

export const accessionSystem = 'https://rounds.example/fhir/accession'

/** A report as the EHR has it, with what it rests on, as far as that is held here. */
export interface Arrived {
  report: DiagnosticReport
  arrival: Arrival
  /** What it rests on: local ids, accession numbers as `accession 26-000123`, its own numbers as `number …`. */
  parts: { key: string; held: boolean }[]
  values: LocalId[]
  orders: WhosePart[]
  specimens: WhosePart[]
  /** Reports of somebody else that the laboratory sent under the same number, before it as far as can be told. */
  numbered: WhosePart[]
  /** Everybody it might belong to. */
  people: LocalId[]
  /** A decision made here that the EHR has not taken yet. */
  deciding: boolean
}

/** A part that is held, by its local id. */
export interface WhosePart extends Part {
  id: LocalId
}

interface Row {
  json: string
  base: string | null
}

/**
 * Reads a report with everything that says whose it is, all of it as the EHR has it: a decision made here counts once the
 * EHR has taken it. Undefined when it is not held, or was withdrawn.
 */
export function arrived(db: Sqlite, identity: Identity, id: LocalId): Arrived | undefined {
  const row = one<Row>(db, `SELECT json, base FROM resource WHERE id = ? AND type = 'DiagnosticReport'`, id)
  if (!row) return undefined
  const report = JSON.parse(row.base ?? row.json) as DiagnosticReport
  if (report.status === 'entered-in-error' || report.status === 'cancelled') return undefined
  const whose = identity.resolve(patientReferenceOf(report))
  const patient = whose && readPatient(db, whose)
  const decision = decisionIn(report)
  const mine = row.base === null ? decision : decisionIn(JSON.parse(row.json) as DiagnosticReport)

  const values = valuesOf(db, identity, report, { panels: true })
  const said = saidBy(db, 'Observation', values)
  const sent = [sentWith(report), ...said.map(sentWith)].filter((each) => each !== undefined)
  const orders = idsOf(
    identity,
    'ServiceRequest',
    [report, ...said].flatMap(({ basedOn }) => basedOn ?? []),
  )
  const specimens = idsOf(
    identity,
    'Specimen',
    [report, ...said].flatMap((each) => listed(each.specimen)),
  )
  const heldOrders = saidBy(db, 'ServiceRequest', orders)
  const heldSpecimens = saidBy(db, 'Specimen', specimens)
  const accessions = accessionsOf(report)
  const byAccession = accessions.flatMap((value) =>
    all<{ id: LocalId; patient: LocalId | null }>(db, 'SELECT id, patient FROM specimen WHERE accession = ?', value),
  )
  const partOf = ({ id, subject }: Said): WhosePart => ({ id, patient: patientIn(identity, subject) })
  const itsOrders = heldOrders.map(partOf)
  const itsSpecimens = [
    ...heldSpecimens.map(partOf),
    ...byAccession.map((each) => ({ id: each.id, patient: each.patient ?? undefined })),
  ]
  const numbered = whose ? alsoNumbered({ db, identity }, { id, report, patient: whose }) : []
  const arrival: Arrival = {
    patient: whose,
    person: patient && knownPerson(patient),
    sent,
    orders: itsOrders,
    specimens: itsSpecimens,
    values: said.map(partOf),
    numbered,
    decided: identity.resolve(decision?.patient),
    asked: isAsked(db, id),
    notOurs: decision?.notOurs,
  }
  const here = new Set<string>([...said, ...heldOrders, ...heldSpecimens].map((each) => each.id))
  const keys = [...new Set([...(whose ? [whose] : []), ...values, ...orders, ...specimens])]
  const others = [...arrival.orders, ...arrival.specimens, ...arrival.values, ...numbered].map((part) => part.patient)
  return {
    report,
    arrival,
    parts: [
      ...keys.map((key) => ({ key, held: key === whose ? patient !== undefined : here.has(key) })),
      ...accessions.map((value) => ({ key: accessionKey(value), held: byAccession.length > 0 })),
      // Where the EHR merges two records, one number for both says nothing any more.
      ...numbered.flatMap(({ patient: key }) => (key ? [{ key, held: true }] : [])),
      // Noted whether or not it is held: by it the others under one number are found.
      ...numberKeys(report).map((key) => ({ key, held: false })),
    ],
    values,
    orders: itsOrders,
    specimens: itsSpecimens,
    numbered,
    people: [...new Set([whose, ...others].filter((each) => each !== undefined))] as LocalId[],
    deciding: JSON.stringify(mine) !== JSON.stringify(decision),
  }
}

const isAsked = (db: Sqlite, report: LocalId): boolean =>
  one(
    db,
    `SELECT 1 FROM task WHERE focus = ? AND kind = 'unmatched-result' AND status IN ('open', 'claimed')`,
    report,
  ) !== undefined

export const accessionKey = (accession: string): string => `accession ${accession}`

interface Said extends Pick<DiagnosticReport, 'subject' | 'contained' | 'basedOn'> {
  id: LocalId
  specimen?: Reference<Specimen> | Reference<Specimen>[]
}

/** What resources say of whose they are, as the EHR has them, without reading the rest of them. */
function saidBy(db: Sqlite, type: string, ids: readonly LocalId[]): Said[] {
  if (ids.length === 0) return []
  const rows = all<{ id: LocalId; said: string }>(
    db,
    `SELECT r.id, json_extract(coalesce(r.base, r.json), '$.subject', '$.contained', '$.basedOn', '$.specimen') AS said
     FROM json_each(?) j CROSS JOIN resource r ON r.id = j.value AND r.type = ?`,
    JSON.stringify(ids),
    type,
  )
  return rows.map(({ id, said }) => {
    const [subject, contained, basedOn, specimen] = JSON.parse(said) as [
      Said['subject'],
      Said['contained'],
      Said['basedOn'],
      Said['specimen'],
    ]
    // An order's `basedOn` and `specimen` are its own affair.
    const rests = type === 'Observation' ? { basedOn: basedOn ?? [], specimen: specimen ?? [] } : {}
    return { id, ...(subject && { subject }), ...(contained && { contained }), ...rests }
  })
}

const listed = <T>(value: T | T[] | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

/** The local ids of what references of one type point to; a UUID alone may be of any. */
function idsOf(identity: Identity, type: string, references: readonly Reference[]): LocalId[] {
  const found = references.flatMap(({ reference, type: typed }) => {
    const named = reference?.startsWith('urn:uuid:') ? (typed ?? type) : reference?.split('/').at(-2)
    const id = named === type ? identity.resolve(reference) : undefined
    return id ? [id] : []
  })
  return [...new Set(found)]
}

const patientIn = (identity: Identity, subject: Reference | undefined): LocalId | undefined =>
  identity.resolve(patientReferenceOf({ resourceType: 'Observation', subject } as Resource))

const readPatient = (db: Sqlite, id: LocalId): Patient | undefined => {
  const row = one<{ json: string }>(db, `SELECT json FROM resource WHERE id = ? AND type = 'Patient'`, id)
  return row && (JSON.parse(row.json) as Patient)
}

/** What the sender wrote of the patient: beside the reference, or in a copy of its own inside the resource. */
export function sentWith({ subject, contained }: Pick<Said, 'subject' | 'contained'>): SentAs | undefined {
  const copy = (contained ?? []).find((each) => each.resourceType === 'Patient') as Patient | undefined
  const name = subject?.display ?? (copy?.name?.[0] && nameText(copy.name[0]))
  const numbers = numbersOf([...(copy?.identifier ?? []), ...(subject?.identifier ? [subject.identifier] : [])])
  if (name === undefined && !copy?.birthDate && numbers.length === 0) return undefined
  return { ...(name !== undefined && { name }), ...(copy?.birthDate && { birthDate: copy.birthDate }), numbers }
}

type Named = NonNullable<Patient['name']>[number]
const nameText = ({ text, family, given }: Named): string | undefined =>
  [family, (given ?? []).join(' ')].filter(Boolean).join(', ') || text

const numbersOf = (identifiers: readonly Identifier[]): SentAs['numbers'] =>
  identifiers.flatMap(({ system, value }) => (value ? [{ system, value }] : []))

/** A patient for comparing: every name on record, former ones too. */
export function knownPerson(patient: Patient): KnownPerson {
  const names = patient.name ?? []
  const written = names
    .filter(({ family, given }) => !family && !given?.length)
    .flatMap(({ text }) => text?.split(/[\s,]+/) ?? [])
  return {
    family: [...names.flatMap(({ family }) => family ?? []), ...written],
    given: [...names.filter(({ use }) => use !== 'nickname').flatMap(({ given }) => given ?? []), ...written],
    preferred: names.filter(({ use }) => use === 'nickname').flatMap(({ given }) => given ?? []),
    birthDate: patient.birthDate,
    mrn: mrnOf(patient),
    numbers: numbersOf(patient.identifier ?? []),
  }
}

/** The numbers of the tubes a report says it was made from. */
export function accessionsOf(report: DiagnosticReport): string[] {
  const copies = (report.contained ?? []).filter((each) => each.resourceType === 'Specimen') as Specimen[]
  const identifiers = [
    ...(report.identifier ?? []),
    ...(report.specimen ?? []).flatMap(({ identifier }) => identifier ?? []),
    ...copies.flatMap(({ accessionIdentifier }) => accessionIdentifier ?? []),
  ]
  return [...new Set(identifiers.flatMap(({ system, value }) => (system === accessionSystem && value ? [value] : [])))]
}

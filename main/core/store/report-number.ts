import type { DiagnosticReport, Reference } from '@medplum/fhirtypes'
import type { LocalId } from '../../../shared/kernel/ids.js'
import type { Sqlite } from './connection.js'
import { decisionIn } from './decision.js'
import type { Identity } from './identity.js'
import { mergedInto } from './merged.js'
import { patientReferenceOf } from './patient-of.js'
import { all } from './statement.js'
import { utc } from './utc.js'

/** A number borne by the reports of more people than this is a batch's, or the laboratory's own: it tells nobody apart. */
const mostPeople = 2

/** More reports than this under one number are not looked through, nor judged anew for each other: it tells nothing either. */
const mostReports = 20

/** Numbers with a system, as `system value`: without one a number says nothing about any other report. */
export const numbersOf = ({ identifier }: Pick<DiagnosticReport, 'identifier'>): string[] =>
  (identifier ?? []).flatMap(({ system, value, use }) => (system && value && use !== 'old' ? `${system} ${value}` : []))

/** The reports noted under a number; none where they are too many for it to tell anything. */
export function bearing(db: Sqlite, key: string): LocalId[] {
  const found = all<{ report: LocalId }>(
    db,
    'SELECT report FROM held_part WHERE part = ? ORDER BY report LIMIT ?',
    key,
    mostReports + 1,
  )
  return found.length > mostReports ? [] : found.map(({ report }) => report)
}

/** How the numbers of a report stand among the parts that results rest on. */
export const numberKeys = (report: DiagnosticReport): string[] => numbersOf(report).map((number) => `number ${number}`)

interface Look {
  db: Sqlite
  identity: Identity
}

interface Numbered {
  id: LocalId
  report: DiagnosticReport
  patient: LocalId
}

/**
 * Reports of somebody else under the same number that went before, or of which nobody can tell whether they did: a laboratory that uses one number for
 * two people has mixed somebody up. One that starts its numbers again tells them apart by the day the sample was
 * taken; two laboratories by their names.
 */
export function alsoNumbered(look: Look, own: Numbered): { id: LocalId; patient: LocalId }[] {
  const others = under(look, own)
  const whose = (patient: LocalId): LocalId => mergedInto(look, patient) ?? patient
  const people = new Set([own, ...others].map(({ patient }) => whose(patient)))
  if (people.size === 1 || people.size > mostPeople) return []
  return others
    .filter(
      ({ patient, report }) =>
        whose(patient) !== whose(own.patient) &&
        isOfOneDay(own.report, report) &&
        isOfOneLaboratory(look, own.report, report) &&
        !isBefore(own.report, report),
    )
    .map(({ id, patient }) => ({ id, patient }))
}

/** The other reports under a number, as the EHR has them; what was taken back or found to be of nobody here says nothing. */
function under({ db, identity }: Look, { id, report }: Numbered): Numbered[] {
  const keys = numberKeys(report)
  if (keys.length === 0) return []
  const rows = all<{ id: LocalId; json: string }>(
    db,
    `SELECT DISTINCT r.id, coalesce(r.base, r.json) AS json FROM json_each(?) n CROSS JOIN held_part p ON p.part = n.value
     CROSS JOIN resource r ON r.id = p.report AND r.type = 'DiagnosticReport' WHERE p.report <> ? ORDER BY r.id`,
    JSON.stringify(keys.filter((key) => bearing(db, key).length > 0)),
    id,
  )
  return rows.flatMap((row): Numbered[] => {
    const other = JSON.parse(row.json) as DiagnosticReport
    const patient = identity.resolve(patientReferenceOf(other))
    if (!patient || other.status === 'entered-in-error' || other.status === 'cancelled') return []
    if (decisionIn(other)?.notOurs || !numberKeys(other).some((key) => keys.includes(key))) return []
    return [{ id: row.id, report: other, patient }]
  })
}

/** Only what both say of when they were issued tells: when the EHR had them changes with every correction. */
function isBefore(one: DiagnosticReport, other: DiagnosticReport): boolean {
  const [first, second] = [utc(one.issued), utc(other.issued)]
  return first !== null && second !== null && first < second
}

/** Whether their samples may have been taken on one day: as it is written, or as it is everywhere. */
function isOfOneDay(one: DiagnosticReport, other: DiagnosticReport): boolean {
  const days = ({ effectiveDateTime, effectivePeriod }: DiagnosticReport): string[] => {
    const at = effectiveDateTime ?? effectivePeriod?.start
    return at ? [at.slice(0, 10), utc(at)?.slice(0, 10) ?? ''] : []
  }
  const [own, others] = [days(one), days(other)]
  return own.length === 0 || others.length === 0 || own.some((day) => others.includes(day))
}

/** Whether they may be of one laboratory: two that are written in the same way, and differ, are two. */
function isOfOneLaboratory({ identity }: Look, one: DiagnosticReport, other: DiagnosticReport): boolean {
  const laboratories = ({ performer }: DiagnosticReport): Reference[] =>
    (performer ?? []).filter(({ reference, type }) => !`${reference} ${type}`.includes('Practitioner'))
  const ways: ((reference: Reference) => string | undefined)[] = [
    ({ reference }) => identity.resolve(reference) ?? reference,
    ({ identifier }) => identifier?.value && `${identifier.system} ${identifier.value}`,
    ({ display }) => display?.trim().toLowerCase(),
  ]
  const [own, others] = [laboratories(one), laboratories(other)]
  const said = ways.map((way) => [own.flatMap((each) => way(each) ?? []), others.flatMap((each) => way(each) ?? [])])
  const compared = said.filter(([a, b]) => a?.length && b?.length)
  return compared.length === 0 || compared.some(([a, b]) => a?.some((name) => b?.includes(name)))
}

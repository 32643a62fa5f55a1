import type { ServiceRequest, Specimen } from '@medplum/fhirtypes'
import { tubeKinds } from '../../../shared/domain/tube.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import type { Projector } from './projector.js'
import { run } from './statement.js'
import { utc } from './utc.js'

export const fastingExtension = 'https://rounds.example/fhir/fasting-required'
/** SNOMED CT: laboratory procedure. */
export const laboratoryCategory = '108252007'

/** A laboratory order. It waits to be drawn while active, due and not `drawn`. */
export interface LabOrderRow {
  id: LocalId
  patient: LocalId | null
  status: string
  /** LOINC */
  code: string | null
  name: string
  stat: number
  fasting: number
  due: string | null
  authored: string | null
  drawn: number
}

export const labOrderProjector: Projector = {
  types: ['ServiceRequest'],
  tables: ['lab_order'],
  write(db, { id, patient, resource }) {
    const order = resource as ServiceRequest
    const isLaboratory = order.category?.some((category) =>
      category.coding?.some(({ code }) => code === laboratoryCategory),
    )
    if (!isLaboratory || order.intent !== 'order') {
      run(db, 'DELETE FROM lab_order WHERE id = ?', id)
      return
    }
    const coding = order.code?.coding ?? []
    const loinc = coding.find(({ system }) => system === 'http://loinc.org') ?? coding[0]
    run(
      db,
      'INSERT OR REPLACE INTO lab_order (id, patient, status, code, name, stat, fasting, due, authored, drawn) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      id,
      patient ?? null,
      order.status ?? 'unknown',
      loinc?.code ?? null,
      order.code?.text ?? loinc?.display ?? loinc?.code ?? 'Laboratory test',
      order.priority === 'stat' ? 1 : 0,
      order.extension?.some(({ url, valueBoolean }) => url === fastingExtension && valueBoolean) ? 1 : 0,
      utc(order.occurrenceDateTime ?? order.occurrencePeriod?.start),
      utc(order.authoredOn),
      order.specimen?.length ? 1 : 0,
    )
  },
  remove(db, _type, id) {
    run(db, 'DELETE FROM lab_order WHERE id = ?', id)
  },
}

export interface SpecimenRow {
  id: LocalId
  patient: LocalId | null
  collected: string | null
  /** Tube code of `shared/domain/tube`, or the container as it is called elsewhere. */
  tube: string
  accession: string | null
  collector: string | null
}

const codeOfColour = new Map([...tubeKinds.values()].map((kind) => [kind.colour.toLowerCase(), kind.code]))

export const specimenProjector: Projector = {
  types: ['Specimen'],
  tables: ['specimen'],
  write(db, { id, patient, resource }) {
    const specimen = resource as Specimen
    if (specimen.status === 'entered-in-error') {
      run(db, 'DELETE FROM specimen WHERE id = ?', id)
      return
    }
    const container = specimen.container?.[0]?.type?.text ?? ''
    run(
      db,
      'INSERT OR REPLACE INTO specimen (id, patient, collected, tube, accession, collector) VALUES (?, ?, ?, ?, ?, ?)',
      id,
      patient ?? null,
      utc(specimen.collection?.collectedDateTime),
      codeOfColour.get(container.toLowerCase()) ?? container,
      specimen.accessionIdentifier?.value ?? null,
      specimen.collection?.collector?.display ?? null,
    )
  },
  remove(db, _type, id) {
    run(db, 'DELETE FROM specimen WHERE id = ?', id)
  },
}

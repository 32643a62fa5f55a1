import { type DiagnosisData, readDiagnosis } from './diagnosis.js'
import { type ImmunizationData, readImmunization } from './immunization.js'
import { type MedicationData, readMedication } from './medication.js'
import { type OrderData, readOrder } from './order.js'
import { type PersonData, readPerson } from './person.js'
import { fields, text, uuid } from './read.js'
import { type FollowUpData, readFollowUp, readTask, type TaskData } from './task.js'
import { readVital, type VitalData } from './vital.js'

/** What a chip of each kind will make at signing. */
export interface ChipDataOf {
  diagnosis: DiagnosisData
  medication: MedicationData
  order: OrderData
  vital: VitalData
  immunization: ImmunizationData
  'follow-up': FollowUpData
  task: TaskData
  person: PersonData
}
export type ChipKind = keyof ChipDataOf

/** A record a chip stands for: the FHIR type and its local id, which is the same on every workstation. */
export interface ChipResource {
  type: string
  id: string
}

/** A chip as it stands in the document. Kinds of a later version are kept as they are. */
export interface ChipAttrs {
  /** The local id of what it makes at signing. */
  id: string
  kind: string
  /** What it says in words. */
  text: string
  data: unknown
  resource: ChipResource | null
}

/** What a chip means, once its data was found to be whole. */
export type Chip = { [K in ChipKind]: { kind: K; data: ChipDataOf[K] } }[ChipKind] & {
  id: string
  text: string
  resource: ChipResource | null
}

const readers: { [K in ChipKind]: (data: unknown) => ChipDataOf[K] | undefined } = {
  diagnosis: readDiagnosis,
  medication: readMedication,
  order: readOrder,
  vital: readVital,
  immunization: readImmunization,
  'follow-up': readFollowUp,
  task: readTask,
  person: readPerson,
}

export const isChipKind = (kind: string): kind is ChipKind => Object.hasOwn(readers, kind)

/** Reads a chip. Undefined when it is broken or of a later version: its text still holds, nothing is made of it. */
export function readChip(attrs: ChipAttrs): Chip | undefined {
  if (!isChipKind(attrs.kind)) return undefined
  const data = readers[attrs.kind](attrs.data)
  if (!data) return undefined
  return { id: attrs.id, kind: attrs.kind, text: attrs.text, resource: attrs.resource, data } as Chip
}

export function readChipResource(value: unknown): ChipResource | undefined {
  const data = fields(value)
  const [type, id] = [text(data?.type, 60), uuid(data?.id)]
  return type && id ? { type, id } : undefined
}

/** Kinds in the clinic's words, as a chip announces itself. */
export const chipWords: Record<ChipKind, string> = {
  diagnosis: 'Diagnosis',
  medication: 'Medicine',
  order: 'Order',
  vital: 'Vital sign',
  immunization: 'Immunisation',
  'follow-up': 'Follow-up',
  task: 'Task',
  person: 'Colleague',
}

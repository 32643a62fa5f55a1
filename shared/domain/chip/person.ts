import { fields, text, uuid } from './read.js'

/** A colleague who is named in the note. */
export interface PersonData {
  /** Local id of the Practitioner. */
  id: string
  name: string
}

export function readPerson(value: unknown): PersonData | undefined {
  const data = fields(value)
  const [id, name] = [uuid(data?.id), text(data?.name, 120)]
  return id && name ? { id, name } : undefined
}

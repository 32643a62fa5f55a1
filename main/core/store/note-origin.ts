import type { DocumentReference, Extension, Reference } from '@medplum/fhirtypes'
import { originInWords, originOf } from '../../../shared/document/index.js'
import type { NoteDocument } from './note-content.js'

const url = 'https://rounds.example/fhir/note-origin'

/** What is said of a note's words when it is signed, beside the extensions it has; `refer` names a note the EHR has. */
export function withOrigin(
  before: readonly Extension[] | undefined,
  doc: NoteDocument,
  refer: (note: string) => Reference<DocumentReference> | undefined,
): Extension[] {
  const others = (before ?? []).filter((extension) => extension.url !== url)
  const origin = originOf(doc)
  const said = originInWords(origin)
  if (said === undefined) return others
  const words = (name: string, valueInteger: number): Extension => ({ url: name, valueInteger })
  const parts: Extension[] = [
    { url: 'said', valueString: said },
    words('written', origin.written),
    words('template', origin.template),
    words('data', origin.data),
    ...origin.carried.map(({ note, date, words: count, unconfirmed }): Extension => {
      const valueReference = refer(note)
      return {
        url: 'carried',
        extension: [
          { url: 'date', valueDate: date },
          words('words', count),
          words('unconfirmed', unconfirmed),
          ...(valueReference ? [{ url: 'note', valueReference }] : []),
        ],
      }
    }),
  ]
  return [...others, { url, extension: parts }]
}

/** `62 % written at this visit; …` of a note that was signed by Rounds. */
export const originSaid = (note: DocumentReference): string | undefined =>
  note.extension?.find((extension) => extension.url === url)?.extension?.find(({ url: part }) => part === 'said')
    ?.valueString

import type { SmartOffer, SmartValue } from '../../../../shared/contract/views/smart.js'
import { localDate } from '../../../../shared/kernel/dates.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { client } from '../../../data/index.js'

/** Whose chart is read, and for which visit or day. */
export interface SmartAsk {
  patient: LocalId
  encounter?: LocalId
  /** `YYYY-MM-DD` */
  on?: string
}

/** What is offered, with what each says. */
export interface SmartFound {
  partly?: string
  offers: readonly (SmartOffer & { value: SmartValue })[]
}

/** The data of one note's patient. */
export interface SmartContext {
  patient: LocalId
  /** Undefined while the note is not known yet. */
  ask(): SmartAsk
  /** What can be offered now. Throws when it could not be asked. */
  offers(): Promise<SmartFound>
}

/** Data read for the list of what is offered is used for as long as one writes a word, milliseconds. */
const aWord = 8000

export function smartContext(patient: LocalId, note: LocalId): SmartContext {
  const view = client.watch('note.view', { note })
  let found: { at: number; answer: Promise<SmartFound> } | undefined
  const ask = (): SmartAsk => askOf(patient, view.current().data)
  return {
    patient,
    ask,
    offers: () => {
      if (found && performance.now() - found.at < aWord) return found.answer
      const answer = offersFor(ask())
      found = { at: performance.now(), answer }
      answer.catch(() => {
        found = undefined
      })
      return answer
    },
  }
}

/** What a note's data is read for: its visit, or the day it was begun. */
export const askOf = (
  patient: LocalId,
  note: { encounter?: LocalId | undefined; startedAt?: string | undefined } | null | undefined,
): SmartAsk => ({
  patient,
  ...(note?.encounter && { encounter: note.encounter }),
  ...(note?.startedAt && { on: localDate(new Date(note.startedAt)) }),
})

async function offersFor(ask: SmartAsk): Promise<SmartFound> {
  const list = await client.ask('smart.list', ask)
  if (!list.ok) throw new Error(list.refusal.message)
  const links = list.value.offers.map(({ link }) => link)
  const read = await client.ask('smart.read', { ...ask, links })
  if (!read.ok) throw new Error(read.refusal.message)
  const values = new Map(read.value.map((value) => [value.link, value]))
  const { partly, offers } = list.value
  return {
    ...(partly && { partly }),
    offers: offers.flatMap((offer) => {
      const value = values.get(offer.link)
      return value ? [{ ...offer, value }] : []
    }),
  }
}

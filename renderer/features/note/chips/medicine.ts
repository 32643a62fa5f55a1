import type { MedicineView } from '../../../../shared/contract/views/chart.js'
import type { MedicationCheck, TermHit } from '../../../../shared/contract/views/terminology.js'
import type { ChipAttrs } from '../../../../shared/domain/chip/chip.js'
import { type MedicationAction, medicationText, usualSupply } from '../../../../shared/domain/chip/medication.js'
import type { SuggestItem } from '../../../editor/index.js'
import type { ChipContext } from './context.js'
import { chipOf, putting, saysAll } from './make.js'

const group = 'Medicines'

/** Medicines for the words: those the patient takes, then what can be prescribed, each with what speaks against it. */
export async function medicines(context: ChipContext, words: string, most: number): Promise<SuggestItem[]> {
  const own = taken(context, words).slice(0, most)
  const hits = words === '' ? [] : await context.find('medication', words, most)
  const checks = await Promise.all(
    hits.map(({ medicine }) => (medicine ? context.check(medicine.ingredients) : undefined)),
  )
  return [
    ...own.map((medicine): SuggestItem => about(medicine, 'continue', 'taking')),
    ...hits.map((hit, at) => prescribing(hit, checks[at])),
  ]
}

const taken = (context: ChipContext, words: string): MedicineView[] =>
  (context.chart()?.medicines ?? []).filter(
    ({ status, text }) => (status === 'active' || status === 'on-hold') && saysAll(text, words),
  )

const verbs: Record<Exclude<MedicationAction, 'start'>, string> = {
  continue: 'Continue',
  refill: 'Renew',
  change: 'Change',
  stop: 'Stop',
}

/** Something done about a medicine the patient takes. */
export const aboutTaken = (
  context: ChipContext,
  words: string,
  action: Exclude<MedicationAction, 'start'>,
): SuggestItem[] => taken(context, words).map((medicine) => about(medicine, action, verbs[action].toLowerCase()))

function about(medicine: MedicineView, action: Exclude<MedicationAction, 'start'>, word: string): SuggestItem {
  return {
    key: `rx ${action} ${medicine.id}`,
    icon: 'medicine',
    title: medicine.text,
    ...(medicine.sig && { detail: medicine.sig }),
    note: { text: word, tone: 'plain' },
    group,
    choose: putting(() => chipAbout(medicine, action), action === 'change' || action === 'stop'),
  }
}

/** A chip for a medicine the patient takes. */
export function chipAbout({ id, text, sig }: MedicineView, action: Exclude<MedicationAction, 'start'>): ChipAttrs {
  const data = { action, codings: [], display: text, ingredients: [], ...(sig && { sig: { text: sig } }) }
  return chipOf('medication', medicationText(data), data, { type: 'MedicationRequest', id })
}

function prescribing(hit: TermHit, check: MedicationCheck | undefined): SuggestItem {
  const { medicine } = hit
  const [sig] = medicine?.sigs ?? []
  const warning = medicine && warningOf(check)
  const data = {
    action: 'start' as const,
    codings: hit.codings,
    display: hit.display,
    ingredients: medicine?.ingredients ?? [],
    ...(sig && { sig: { text: sig.text, route: sig.route } }),
    ...(sig && medicine && usualSupply(sig, medicine.drugClass)),
  }
  return {
    key: `rx ${hit.key}`,
    icon: 'medicine',
    title: hit.display,
    ...(sig ? { detail: sig.text } : hit.synonym ? { detail: hit.synonym } : {}),
    ...(warning ? { note: warning } : hit.preferred ? { note: { text: 'preferred', tone: 'plain' as const } } : {}),
    group,
    // Where directions are missing or something speaks against it, the chip opens for the person to decide.
    choose: putting(() => chipOf('medication', medicationText(data), data), !sig || warning !== undefined),
  }
}

/**
 * What to say beside a medicine in the list: an allergy before a duplicate, and what nobody could compare before silence,
 * since no warning must never mean that nobody looked.
 */
function warningOf(check: MedicationCheck | undefined): SuggestItem['note'] {
  if (!check?.known) return { text: 'not compared with the chart', tone: 'attention' }
  const { allergies, duplicates, unknownAllergies, checked } = check
  const [allergy] = allergies
  if (allergy && allergy.weight !== 'unlikely') {
    return { text: `allergy: ${allergy.allergy}`, tone: allergy.weight === 'avoid' ? 'danger' : 'attention' }
  }
  const [unread] = unknownAllergies
  if (unread) return { text: `compare yourself: allergy ${unread}`, tone: 'attention' }
  const [duplicate] = duplicates
  if (duplicate) return { text: `with ${duplicate.medicine}`, tone: 'attention' }
  if (checked === 'part') return { text: 'compared with part of the chart', tone: 'attention' }
  return undefined
}

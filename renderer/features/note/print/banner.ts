import type { NotePaper } from '../../../../shared/contract/views/paper.js'
import { dateForReading } from '../../../../shared/kernel/dates.js'
import { element } from './element.js'

const sexes: Record<string, string> = { female: 'Female', male: 'Male', other: 'Other sex', unknown: 'Sex unknown' }

/** How many allergies stand on every page; all of them stand on the first. */
const onEveryPage = 10

/** Who this is about, on every page: name, sex, age, birth date, MRN, allergies, the dangerous ones first. */
export function paperBanner(patient: NotePaper['patient'], isFirst: boolean): HTMLElement {
  const name = patient.preferredName ? `${patient.name} “${patient.preferredName}”` : patient.name
  const age = patient.deceased ? 'died' : patient.age
  return element(
    'section',
    'paper-banner',
    element('p', 'paper-banner-name', name),
    element(
      'p',
      'paper-banner-facts',
      `${sexes[patient.sex] ?? patient.sex} · ${age} · born ${dateForReading(patient.birthDate)} · MRN ${patient.mrn || 'unknown'}`,
    ),
    allergies(patient, isFirst),
  )
}

const states = {
  'none-known': 'No known allergies',
  'none-recorded': 'Allergies not recorded',
  'not-held': 'Allergies not known to this workstation',
}

function allergies({ allergyState, allergies }: NotePaper['patient'], isFirst: boolean): HTMLElement {
  if (allergyState !== 'listed') return element('p', 'paper-banner-allergies', states[allergyState])
  const shown = isFirst ? allergies : allergies.slice(0, onEveryPage)
  const more = allergies.length - shown.length
  const items = shown.flatMap(({ text, reaction, dangerous }, at) => {
    const words = reaction ? `${text}: ${reaction}` : text
    // Marked by a sign and weight: paper may have no colour.
    return [at === 0 ? '' : '; ', dangerous ? element('strong', '', `▲ ${words}`) : words]
  })
  return element(
    'p',
    'paper-banner-allergies',
    'Allergies: ',
    ...items,
    more > 0 ? `; and ${more} more, all on page 1` : undefined,
  )
}

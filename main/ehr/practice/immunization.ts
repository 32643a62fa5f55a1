import type { Immunization } from '@medplum/fhirtypes'
import { type Day, dateText, workday } from './calendar.js'
import { type Chart, has, nextId } from './chart.js'
import { checkDay } from './child-check.js'
import { CVX, concept } from './coding.js'
import { meta } from './meta.js'
import { practitioner } from './staff.js'

const vaccine = (cvx: string, display: string, text: string) => concept(CVX, cvx, display, text)
/** CVX codes and names of the CDC's code set. */
const vaccines = {
  hepB: vaccine('08', 'Hep B, adolescent or pediatric', 'Hepatitis B'),
  rotavirus: vaccine('116', 'rotavirus, pentavalent', 'Rotavirus'),
  dtap: vaccine('20', 'DTaP', 'DTaP'),
  hib: vaccine('48', 'Hib (PRP-T)', 'Hib'),
  pcv13: vaccine('133', 'Pneumococcal conjugate PCV 13', 'Pneumococcal (PCV13)'),
  pcv20: vaccine(
    '216',
    'Pneumococcal conjugate PCV20, polysaccharide CRM197 conjugate, adjuvant, PF',
    'Pneumococcal (PCV20)',
  ),
  ppsv23: vaccine('33', 'pneumococcal polysaccharide PPV23', 'Pneumococcal (PPSV23)'),
  ipv: vaccine('10', 'IPV', 'Polio'),
  mmr: vaccine('03', 'MMR', 'MMR'),
  varicella: vaccine('21', 'varicella', 'Varicella'),
  hepA: vaccine('83', 'Hep A, ped/adol, 2 dose', 'Hepatitis A'),
  tdap: vaccine('115', 'Tdap', 'Tdap'),
  hpv: vaccine('165', 'HPV9', 'HPV'),
  menACWY: vaccine('136', 'Meningococcal MCV4O', 'Meningococcal ACWY'),
  zoster: vaccine('187', 'zoster recombinant', 'Shingles'),
  covid2021: vaccine('208', 'COVID-19, mRNA, LNP-S, PF, 30 mcg/0.3 mL dose', 'COVID-19'),
  covid: vaccine('309', 'COVID-19, mRNA, LNP-S, PF, tris-sucrose, 30 mcg/0.3 mL', 'COVID-19'),
  rsv: vaccine('305', 'RSV, bivalent, protein subunit RSVpreF, diluent reconstituted, 0.5 mL, PF', 'RSV'),
  flu: vaccine('140', 'Influenza, split virus, trivalent, PF', 'Influenza'),
  fluQuad: vaccine('150', 'Influenza, split virus, quadrivalent, PF', 'Influenza'),
  fluHigh: vaccine('135', 'Influenza, high-dose, trivalent, PF', 'Influenza, high dose'),
  fluHighQuad: vaccine('197', 'Influenza, high-dose, quadrivalent', 'Influenza, high dose'),
} as const
type Vaccine = keyof typeof vaccines

/** Routine childhood schedule of the CDC: age in months of each dose, as laid on the routine checks. */
const childhood: readonly (readonly [Vaccine, readonly number[]])[] = [
  ['hepB', [0, 2, 6]],
  ['rotavirus', [2, 4, 6]],
  ['dtap', [2, 4, 6, 15, 48]],
  ['hib', [2, 4, 6, 12]],
  ['pcv13', [2, 4, 6, 12]],
  ['ipv', [2, 4, 6, 48]],
  ['mmr', [12, 48]],
  ['varicella', [12, 48]],
  ['hepA', [12, 18]],
  ['tdap', [132]],
  ['hpv', [132, 139]],
  ['menACWY', [132, 192]],
]

const administered = (chart: Chart, which: Vaccine, day: Day, outside: boolean): void => {
  const { calendar, out } = chart
  const seen = chart.visits.find((visit) => visit.day === day && !visit.video)
  const minute = seen ? seen.minute + 18 : 560 + ((day * 37) % 80) * 5
  const immunization: Immunization = {
    resourceType: 'Immunization',
    id: nextId(chart, 'i'),
    meta: meta(
      outside ? calendar.stamp(chart.joined, 580, chart.counts.i) : calendar.stamp(day, 700 + chart.counts.i, 5),
    ),
    status: 'completed',
    vaccineCode: vaccines[which],
    patient: chart.subject,
    occurrenceDateTime: outside ? dateText(day) : calendar.at(day, minute),
    primarySource: !outside,
    ...(!outside && { performer: [{ actor: practitioner('ruiz') }] }),
  }
  out.push(immunization)
}

const year = (day: Day): number => Number(dateText(day).slice(0, 4))

/** The influenza vaccine of a season: trivalent again since autumn 2024, high dose from 65. */
function influenza(season: number, age: number): Vaccine {
  if (age >= 65) return season >= 2024 ? 'fluHigh' : 'fluHighQuad'
  return season >= 2024 ? 'flu' : 'fluQuad'
}

/**
 * What the patient has had: childhood doses by age with a few missed or late, what adults are due by age and illness, and
 * influenza most autumns since they joined. Doses before joining are from the state registry.
 */
export function recordImmunizations(chart: Chart, until: Day): void {
  const { person, random, joined, calendar } = chart
  const { birth } = person
  const keen = random.next()
  const childhoodFrom = Math.max(0, calendar.today - birth < 365 * 19 ? 0 : Number.POSITIVE_INFINITY)
  if (childhoodFrom === 0 && keen > 0.03) {
    for (const [which, months] of childhood) {
      for (const month of months) {
        const day = month === 0 ? birth + 1 : checkDay(person, month)
        if (day < until && !(keen < 0.1 && random.chance(0.4)))
          administered(chart, which === 'pcv13' && year(day) >= 2024 ? 'pcv20' : which, day, day < joined)
      }
    }
  }
  const old = person.age
  if (old >= 22) {
    const day = workday(calendar.today - random.int(60, 3400))
    if (random.chance(0.75) && day < until) administered(chart, 'tdap', day, day < joined)
  }
  const ill = ['diabetes2', 'diabetes1', 'copd', 'heartFailure', 'cad', 'asthma'].some((key) =>
    has(chart, key, calendar.today),
  )
  if (old >= 65 || (old >= 50 && ill)) {
    if (random.chance(0.72)) {
      const day = workday(Math.max(birth + 50 * 366, calendar.today - random.int(100, 2000)))
      if (day < until) administered(chart, year(day) >= 2022 ? 'pcv20' : 'ppsv23', day, day < joined)
    }
  }
  if (old >= 51 && random.chance(0.55)) {
    const first = workday(Math.max(birth + Math.round(50.3 * 365.25), calendar.today - random.int(200, 2200)))
    if (first < until) administered(chart, 'zoster', first, first < joined)
    const second = workday(first + random.int(62, 170))
    if (second < until && random.chance(0.85)) administered(chart, 'zoster', second, second < joined)
  }
  if (old >= 75 && random.chance(0.5) && calendar.today > 19700) {
    const day = workday(Math.max(19640, calendar.today - random.int(60, 800)))
    if (day < until) administered(chart, 'rsv', day, day < joined)
  }
  if (old >= 14 && random.chance(0.7)) {
    const first = 18720 + random.int(0, 160)
    if (first > birth + 12 * 366) {
      administered(chart, 'covid2021', workday(first), true)
      administered(chart, 'covid2021', workday(first + 21), true)
    }
    if (random.chance(0.4)) {
      const day = workday(calendar.today - random.int(40, 500))
      if (day > 19630 && day < until) administered(chart, 'covid', day, day < joined)
    }
  }
  // Influenza, every autumn (mid-September to December) since joining.
  const willing = old >= 65 || ill ? 0.75 : old < 18 ? 0.5 : 0.42
  if (random.chance(0.85)) {
    for (let season = Math.max(year(joined), year(calendar.today) - 4); season <= year(calendar.today); season += 1) {
      const autumn = Math.round(Date.UTC(season, 8, 14) / 86_400_000) + random.int(0, 85)
      const day = workday(autumn)
      if (day <= joined || day >= until || day < birth + 190 || !random.chance(willing)) continue
      administered(chart, influenza(season, Math.floor((day - birth) / 365.25)), day, false)
    }
  }
}

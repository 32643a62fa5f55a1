/** A dose that was given. */
export interface Dose {
  /** CVX */
  code: string | undefined
  name: string
  /** FHIR date, possibly partial. */
  date: string | undefined
}

interface Vaccine {
  name: string
  codes: string
  /** Doses whose code is missing or newer than these lists are known by their name. */
  named: RegExp
}

/**
 * CVX codes that count for each vaccine, combinations among them: after the “CVX to Antigen Map” of CDC's Clinical Decision
 * Support for Immunization, supporting data 4.64 (10 November 2025). Left out, although they hold the antigen: what does
 * not count in the United States (bivalent and monovalent oral polio vaccine, meningococcal C alone), live zoster vaccine
 * for the recombinant one, and antibodies.
 */
export const vaccines = {
  influenza: {
    name: 'Influenza',
    codes:
      '15 16 88 111 135 140 141 144 149 150 151 153 155 158 161 166 168 171 185 186 194 197 200 201 202 205 231 320 331 333',
    named: /influenza|\bflu\b/i,
  },
  covid: {
    name: 'COVID-19',
    codes:
      '207 208 210 211 212 213 217 218 219 221 227 228 229 230 300 301 302 308 309 310 311 312 313 334 500 501 502 503 504 505 506 507 508 509 510 511 512 513 514 515 516 517 518 519 520 521',
    named: /covid|sars-cov-2/i,
  },
  tetanus: {
    name: 'Td or Tdap',
    codes: '01 09 20 22 28 50 102 106 107 110 113 115 120 130 132 138 139 146 170 195 196 198',
    named: /\bd?tap\b|\btd(?:ap)?\b|tetanus/i,
  },
  tdap: { name: 'Tdap', codes: '115', named: /\btdap\b/i },
  zoster: { name: 'Shingles (recombinant zoster)', codes: '187', named: /shingles|zoster|shingrix/i },
  pneumococcal: {
    name: 'Pneumococcal',
    codes: '33 100 109 133 152 177 215 216 327',
    named: /pneumococ|\bpcv|\bppsv|prevnar|pneumovax/i,
  },
  pneumococcalConjugate: {
    name: 'Pneumococcal',
    codes: '100 109 133 152 177 215 216 327',
    named: /pneumococ(?!.*polysaccharide)|\bpcv|prevnar/i,
  },
  rsv: { name: 'RSV', codes: '303 304 305 314 326', named: /\brsv\b|syncytial|abrysvo|arexvy|mresvia/i },
  hepB: {
    name: 'Hepatitis B',
    codes: '08 42 43 44 45 51 102 104 110 132 146 189 193 198 220',
    named: /hep(atitis)?\s*(?:a\s*(?:and|-|\/|&)\s*(?:hep(atitis)?\s*)?)?b\b|heplisav/i,
  },
  hpv: { name: 'HPV', codes: '62 118 137 165', named: /\bhpv|papilloma|gardasil/i },
  rotavirus: { name: 'Rotavirus', codes: '74 116 119 122', named: /rotavirus|rotarix|rotateq/i },
  dtap: {
    name: 'DTaP',
    codes: '01 20 22 50 102 106 107 110 120 130 132 146 170 198',
    named: /\bdtap|\bdtp\b|diphtheria.*pertussis/i,
  },
  hib: {
    name: 'Hib',
    codes: '17 22 46 47 48 49 50 51 102 120 132 146 148 170 198',
    named: /\bhib\b|haemophilus/i,
  },
  ipv: { name: 'Polio', codes: '02 10 89 110 120 130 132 146 170 195', named: /polio|\bipv\b/i },
  mmr: { name: 'MMR', codes: '03 94', named: /\bmmr|measles.*mumps/i },
  varicella: { name: 'Varicella', codes: '21 94', named: /varicella|chickenpox|\bmmrv/i },
  hepA: { name: 'Hepatitis A', codes: '31 52 83 84 85 104 169 193', named: /hep(atitis)?\s*a\b/i },
  menACWY: {
    name: 'Meningococcal ACWY',
    codes: '32 108 114 136 147 203 316 328',
    named: /acwy|meningococ.*mcv4|menveo|menactra|menquadfi/i,
  },
} satisfies Record<string, Vaccine>

export type VaccineKey = keyof typeof vaccines

const codesOf = new Map(
  Object.entries(vaccines).map(([key, { codes }]) => [key as VaccineKey, new Set(codes.split(' '))] as const),
)

/** A code the lists above were made with the knowledge of: what it is, it says itself. Codes are never given again. */
const isOlderThanLists = (code: string): boolean => {
  const number = Number(code)
  return number <= 334 || (number >= 500 && number <= 521)
}

/** Antibodies and antitoxins protect for weeks; they are no dose of a vaccine. Nor is a virus of the animals' flu. */
const isNoVaccine =
  /immune\s*globulin|immunoglobulin|\b[a-z]*ig\b|antitoxin|antibod|\bmab\b|nirsevimab|clesrovimab|h[15]n1/i
const isLiveZoster = /\blive\b|zostavax/i

/** Whether a dose counts for a vaccine: by its CVX code where that is one the lists know, else by its name. */
export function isDoseOf(key: VaccineKey, { code, name }: Dose): boolean {
  const { named }: Vaccine = vaccines[key]
  if (code && isOlderThanLists(code)) return codesOf.get(key)?.has(code.padStart(2, '0')) === true
  if (!named.test(name) || isNoVaccine.test(name)) return false
  // Haemophilus influenzae is not the flu; shingles is not chickenpox.
  if (key === 'influenza') return !/haemophilus|\bhib\b/i.test(name)
  if (key === 'varicella') return !/zoster|shingles/i.test(name)
  return key !== 'zoster' || !isLiveZoster.test(name)
}

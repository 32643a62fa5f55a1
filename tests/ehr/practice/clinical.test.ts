import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Condition, MedicationRequest, Observation, Patient, Resource } from '@medplum/fhirtypes'
import { describe, expect, it } from 'vitest'
import { ckdEpi2021, creatinineFor } from '../../../main/ehr/practice/body.js'
import { formulary } from '../../../main/ehr/practice/formulary.js'
import { childSize, medianGrowth } from '../../../main/ehr/practice/growth.js'
import { icd10Titles } from '../../../main/ehr/practice/icd10.js'
import { problems } from '../../../main/ehr/practice/problem.js'
import { holdClinic, ofType } from './clinic.js'

const now = new Date('2026-11-18T10:31:00')
const clinic = holdClinic(1800, now, 7)
const today = '2026-11-18'

interface Seen {
  id: string
  patient: Patient
  age: number
  conditions: Condition[]
  medicines: MedicationRequest[]
  observations: Observation[]
  all: Resource[]
}
const ageOn = (birth: string, on: string): number =>
  Number(on.slice(0, 4)) - Number(birth.slice(0, 4)) - (on.slice(5) < birth.slice(5) ? 1 : 0)

const charts: Seen[] = [...clinic.charts].map(([id, all]) => {
  const patient = ofType(all, 'Patient')[0] as Patient
  return {
    id,
    patient,
    all,
    age: ageOn(patient.birthDate as string, (patient.deceasedDateTime ?? today).slice(0, 10)),
    conditions: ofType(all, 'Condition'),
    medicines: ofType(all, 'MedicationRequest'),
    observations: ofType(all, 'Observation'),
  }
})
const icd = (condition: Condition): string => condition.code?.coding?.[0]?.code ?? ''
const loinc = (observation: Observation): string => observation.code?.coding?.[0]?.code ?? ''
const has = ({ conditions }: Seen, pattern: RegExp): boolean =>
  conditions.some(
    (condition) => condition.clinicalStatus?.coding?.[0]?.code === 'active' && pattern.test(icd(condition)),
  )
const drug = (medicine: MedicationRequest): string => medicine.medicationCodeableConcept?.text ?? ''
const taking = ({ medicines }: Seen, pattern: RegExp): MedicationRequest | undefined =>
  medicines.find((medicine) => medicine.status === 'active' && pattern.test(drug(medicine)))
const latest = ({ observations }: Seen, code: string): number | undefined =>
  observations
    .filter((observation) => loinc(observation) === code)
    .sort((a, b) => ((a.effectiveDateTime ?? '') < (b.effectiveDateTime ?? '') ? 1 : -1))[0]?.valueQuantity?.value
const share = (some: Seen[], of: Seen[]): number => some.length / of.length
const ordinary = charts.filter(({ id }) => Number(id.slice(1)) >= 15)
const adults = ordinary.filter(({ age }) => age >= 18)
const offenders = (rule: (seen: Seen) => boolean, among = charts): string[] => among.filter(rule).map(({ id }) => id)

describe('prescribing is safe in every chart', () => {
  const allergies: readonly (readonly [RegExp, RegExp])[] = [
    [/^(Penicillin|Amoxicillin)$/, /amoxicillin|penicillin/i],
    [/^Sulfa/, /sulfamethoxazole/i],
    [/^(Ibuprofen|Aspirin)$/, /ibuprofen|naproxen|meloxicam|diclofenac|aspirin/i],
    [/^Lisinopril$/, /lisinopril|sacubitril/i],
    [/^Simvastatin$/, /statin /i],
    [/^Azithromycin$/, /azithromycin/i],
    [/^Doxycycline$/, /doxycycline/i],
    [/^Metformin$/, /metformin/i],
    [/^Cephalexin$/, /cephalexin|cefdinir/i],
  ]
  it.each(allergies)('nobody allergic to %s is given %s', (substance, medicine) => {
    const allergic = charts.filter(({ all }) =>
      ofType(all, 'AllergyIntolerance').some((allergy) => substance.test(allergy.code?.text ?? '')),
    )
    expect(allergic.length).toBeGreaterThan(2)
    expect(offenders(({ medicines }) => medicines.some((given) => medicine.test(drug(given))), allergic)).toEqual([])
  })

  it('no cephalexin after penicillin anaphylaxis', () => {
    const severe = charts.filter(({ all }) =>
      ofType(all, 'AllergyIntolerance').some(
        (allergy) => allergy.code?.text === 'Penicillin' && allergy.criticality === 'high',
      ),
    )
    expect(severe.length).toBeGreaterThan(2)
    expect(offenders(({ medicines }) => medicines.some((given) => /cephalexin/i.test(drug(given))), severe)).toEqual([])
  })

  it('no metformin below an eGFR of 30, the full dose only from 45', () => {
    expect(
      offenders((seen) => (latest(seen, '98979-8') ?? 99) < 29 && taking(seen, /metformin/i) !== undefined),
    ).toEqual([])
    expect(
      offenders(
        (seen) =>
          (latest(seen, '98979-8') ?? 99) < 41 &&
          /1,000/.test(taking(seen, /metformin/i)?.dosageInstruction?.[0]?.text ?? ''),
      ),
    ).toEqual([])
  })

  it('no NSAID by mouth with kidney disease, heart failure, coronary disease or a blood thinner', () => {
    const nsaid = /ibuprofen|naproxen|meloxicam/i
    const at = (pattern: RegExp) => charts.filter((seen) => has(seen, pattern))
    expect(at(/^N18\.(3|4)/).length).toBeGreaterThan(40)
    for (const pattern of [/^N18\.(3|4)/, /^I50/, /^I25/])
      expect(offenders((seen) => seen.medicines.some((given) => nsaid.test(drug(given))), at(pattern))).toEqual([])
    expect(
      offenders((seen) => taking(seen, nsaid) !== undefined && taking(seen, /apixaban|warfarin/i) !== undefined),
    ).toEqual([])
  })

  it('nothing harmful in pregnancy', () => {
    const pregnant = charts.filter((seen) => has(seen, /^Z34/))
    expect(pregnant.length).toBeGreaterThan(2)
    expect(
      offenders(
        (seen) =>
          taking(
            seen,
            /lisinopril|losartan|sacubitril|statin|warfarin|methotrexate|topiramate|estradiol|doxycycline|ibuprofen|naproxen|empagliflozin|semaglutide|spironolactone/i,
          ) !== undefined,
        pregnant,
      ),
    ).toEqual([])
    for (const { patient, age } of pregnant) {
      expect(patient.gender).toBe('female')
      expect(age).toBeGreaterThanOrEqual(16)
      expect(age).toBeLessThan(50)
    }
  })

  it('one medicine of a class at a time', () => {
    for (const cls of [
      /lisinopril|losartan|sacubitril/i,
      /statin /i,
      /sertraline|escitalopram|fluoxetine|duloxetine/i,
      /omeprazole|pantoprazole|famotidine/i,
      /metoprolol|carvedilol|labetalol|propranolol/i,
      /levothyroxine/i,
      /apixaban|warfarin/i,
    ])
      expect(
        offenders(
          ({ medicines }) => medicines.filter((given) => given.status === 'active' && cls.test(drug(given))).length > 1,
        ),
      ).toEqual([])
  })

  it('no omeprazole with clopidogrel, no propranolol or carvedilol in asthma, no estrogen in migraine, hypertension, smokers or from 35', () => {
    expect(
      offenders((seen) => taking(seen, /omeprazole/i) !== undefined && taking(seen, /clopidogrel/i) !== undefined),
    ).toEqual([])
    expect(offenders((seen) => has(seen, /^J4[45]/) && taking(seen, /propranolol/i) !== undefined)).toEqual([])
    expect(offenders((seen) => has(seen, /^J45/) && taking(seen, /carvedilol/i) !== undefined)).toEqual([])
    expect(
      offenders(
        (seen) => taking(seen, /estradiol 1/i) !== undefined && (seen.age >= 35 || has(seen, /^(G43|I1[0-3]|F17)/)),
      ),
    ).toEqual([])
  })

  it('children get children’s medicines', () => {
    const small = charts.filter(({ age }) => age < 12)
    const childish =
      /oral solution|suspension|drops|cream|ointment|inhaler|44 mcg|chewable|auto-injector|Polyethylene|Methylphenidate|Levetiracetam|insulin|Cholecalciferol|Ferrous|Cetirizine|nasal|Ondansetron|Famotidine|Adapalene|Metformin/i
    for (const { id, medicines } of small)
      for (const given of medicines) if (!childish.test(drug(given))) expect.fail(`${id}: ${drug(given)}`)
  })

  it('a medicine is for a problem of the same patient, begun on or after it', () => {
    for (const { id, medicines, conditions } of ordinary)
      for (const given of medicines) {
        const why = given.reasonReference?.[0]?.reference
        const condition = conditions.find((held) => `Condition/${held.id}` === why)
        if (!condition) return expect.fail(`${id}: ${drug(given)} is for nothing`)
        const onset = condition.onsetDateTime ?? ''
        if ((given.authoredOn ?? '').slice(0, onset.length) < onset)
          expect.fail(`${id}: ${drug(given)} from ${given.authoredOn}, problem from ${onset}`)
      }
  })

  it('uses every medicine of its formulary somewhere', () => {
    const used = new Set(
      clinic.resources.flatMap((resource) =>
        resource.resourceType === 'MedicationRequest'
          ? [`${drug(resource)}|${resource.dosageInstruction?.[0]?.text}`]
          : [],
      ),
    )
    const unused = [...formulary.values()].filter(({ text, sig }) => !used.has(`${text}|${sig}`)).map(({ key }) => key)
    expect(unused.length, unused.join(' ')).toBeLessThan(10)
  })
})

describe('treatment follows the problem', () => {
  it('most with diabetes, hypothyroidism, atrial fibrillation, heart failure are treated, nobody else is', () => {
    const cases: readonly (readonly [RegExp, RegExp])[] = [
      [/^E1[01]/, /metformin|insulin|semaglutide|empagliflozin|linagliptin|glipizide/i],
      [/^E03/, /levothyroxine/i],
      [/^I48/, /apixaban|warfarin/i],
      [/^I50/, /lisinopril|losartan|sacubitril/i],
      [/^N40/, /tamsulosin/i],
    ]
    for (const [disease, medicine] of cases) {
      const ill = adults.filter((seen) => has(seen, disease) && !seen.patient.deceasedDateTime)
      expect(ill.length).toBeGreaterThan(8)
      expect(
        share(
          ill.filter((seen) => taking(seen, medicine)),
          ill,
        ),
        String(disease),
      ).toBeGreaterThan(0.85)
    }
    expect(offenders((seen) => taking(seen, /levothyroxine/i) !== undefined && !has(seen, /^E03/))).toEqual([])
    expect(offenders((seen) => taking(seen, /insulin/i) !== undefined && !has(seen, /^E1[01]/))).toEqual([])
  })

  it('blood pressure is lower on treatment than at the visit where hypertension was found', () => {
    const readings = (seen: Seen) =>
      seen.observations
        .filter((observation) => loinc(observation) === '85354-9')
        .map(
          (observation) =>
            [observation.effectiveDateTime ?? '', observation.component?.[0]?.valueQuantity?.value ?? 0] as const,
        )
        .sort()
    const found = ordinary.filter((seen) =>
      seen.conditions.some(
        (condition) =>
          /^I1[0-3]/.test(icd(condition)) &&
          (condition.onsetDateTime ?? '').length === 10 &&
          readings(seen).length > 2 &&
          readings(seen).some(([at]) => at.startsWith(condition.onsetDateTime ?? '-')),
      ),
    )
    expect(found.length).toBeGreaterThan(10)
    const better = found.filter((seen) => {
      const all = readings(seen)
      const onset = seen.conditions.find((condition) => /^I1[0-3]/.test(icd(condition)))?.onsetDateTime ?? ''
      const first = all.find(([at]) => at.startsWith(onset))?.[1] ?? 0
      return (all.at(-1)?.[1] ?? 999) <= first
    })
    expect(share(better, found)).toBeGreaterThan(0.7)
  })

  it('HbA1c tells diabetes from health', () => {
    for (const seen of ordinary) {
      const a1c = latest(seen, '4548-4')
      if (a1c === undefined) continue
      if (!has(seen, /^(E1[01]|R73|E28)/) && a1c > 6.4) expect.fail(`${seen.id}: HbA1c ${a1c} without diabetes`)
    }
  })
})

describe('numbers agree with one another', () => {
  it('eGFR is what CKD-EPI 2021 makes of creatinine, age and sex', () => {
    expect(ckdEpi2021(1.0, 50, 'male')).toBeCloseTo(92, 0)
    expect(ckdEpi2021(0.8, 40, 'female')).toBeCloseTo(95, 0)
    expect(ckdEpi2021(creatinineFor(45, 72, 'male'), 72, 'male')).toBeCloseTo(45, 6)
    let checked = 0
    for (const { patient, observations } of charts) {
      const creatinine = new Map(
        observations
          .filter((observation) => loinc(observation) === '2160-0')
          .map((observation) => [observation.basedOn?.[0]?.reference, observation]),
      )
      for (const egfr of observations.filter((observation) => loinc(observation) === '98979-8')) {
        const of = creatinine.get(egfr.basedOn?.[0]?.reference)
        const expected = ckdEpi2021(
          of?.valueQuantity?.value ?? 0,
          ageOn(patient.birthDate as string, (egfr.effectiveDateTime ?? '').slice(0, 10)),
          patient.gender as 'female' | 'male',
        )
        expect(egfr.valueQuantity?.value).toBe(Math.round(expected))
        checked += 1
      }
    }
    expect(checked).toBeGreaterThan(500)
  })

  it('LDL is Friedewald’s and absent at triglycerides of 400 and over', () => {
    for (const report of ofType(clinic.resources, 'DiagnosticReport')) {
      if (report.code?.coding?.[0]?.code !== '24331-1') continue
      const values = new Map(
        (report.result ?? []).map((result) => {
          const observation = clinic.byReference.get(result.reference ?? '') as Observation
          return [loinc(observation), observation.valueQuantity?.value ?? 0]
        }),
      )
      const [total, triglycerides, hdl, ldl] = ['2093-3', '2571-8', '2085-9', '13457-7'].map((code) => values.get(code))
      if ((triglycerides ?? 0) >= 400) expect(ldl).toBeUndefined()
      else expect(ldl).toBe(Math.round((total ?? 0) - (hdl ?? 0) - (triglycerides ?? 0) / 5))
    }
  })

  it('interpretations are what the reference range says', () => {
    for (const observation of ofType(clinic.resources, 'Observation')) {
      const range = observation.referenceRange?.[0]
      const flag = observation.interpretation?.[0]?.coding?.[0]?.code
      const value = observation.valueQuantity?.value
      if (!range || value === undefined) continue
      const low = range.low?.value
      const high = range.high?.value
      const expected =
        high !== undefined && (low === undefined ? value >= high : value > high)
          ? /^H/
          : low !== undefined && value < low
            ? /^L/
            : /^N$/
      if (!expected.test(flag ?? ''))
        expect.fail(`${observation.id} ${observation.code?.text} ${value} (${range.text}) is flagged ${flag}`)
    }
  })

  it('body mass index is weight over height squared', () => {
    for (const { observations } of charts) {
      const at = (code: string) =>
        new Map(
          observations
            .filter((observation) => loinc(observation) === code)
            .map((observation) => [observation.encounter?.reference, observation.valueQuantity?.value ?? 0]),
        )
      const [weights, heights, indices] = [at('29463-7'), at('8302-2'), at('39156-5')]
      for (const [visit, bmi] of indices)
        expect(bmi).toBeCloseTo((weights.get(visit) ?? 0) / ((heights.get(visit) ?? 1) / 100) ** 2, 0)
    }
  })

  it('children are as tall and heavy as children are, and grow', () => {
    expect(medianGrowth('male', 8)).toEqual({ height: 128.1, weight: 25.6 })
    expect(childSize('female', 4, 0, 0).height).toBeCloseTo(101, 5)
    for (const { id, patient, age, observations } of ordinary) {
      if (age >= 15) continue
      const heights = observations
        .filter((observation) => loinc(observation) === '8302-2')
        .sort((a, b) => ((a.effectiveDateTime ?? '') < (b.effectiveDateTime ?? '') ? -1 : 1))
      let before = 0
      for (const height of heights) {
        const old =
          (Date.parse(height.effectiveDateTime ?? '') - Date.parse(patient.birthDate as string)) / 31_557_600_000
        const value = height.valueQuantity?.value ?? 0
        const median = medianGrowth(patient.gender as 'female' | 'male', old).height
        if (Math.abs(value / median - 1) > 0.15) expect.fail(`${id}: ${value} cm at ${old.toFixed(1)} years`)
        if (value < before - 1.2) expect.fail(`${id} shrinks from ${before} to ${value} cm`)
        before = value
      }
    }
  })

  it('a note quotes the vitals of its own visit', () => {
    let checked = 0
    for (const { id, all, observations } of charts) {
      for (const note of ofType(all, 'DocumentReference')) {
        const visit = note.context?.encounter?.[0]?.reference
        const pressure = observations.find(
          (observation) => loinc(observation) === '85354-9' && observation.encounter?.reference === visit,
        )
        if (!visit || !pressure) continue
        const text = Buffer.from(note.content?.[0]?.attachment?.data ?? '', 'base64').toString()
        const said = `BP ${pressure.component?.[0]?.valueQuantity?.value}/${pressure.component?.[1]?.valueQuantity?.value} mmHg`
        if (!text.includes(said)) expect.fail(`${id}: ${note.description} does not say ${said}`)
        checked += 1
      }
    }
    expect(checked).toBeGreaterThan(1000)
  })
})

describe('the population is a practice’s', () => {
  it('has all ages, both sexes, households, and fits known prevalences', () => {
    const between = (low: number, high: number) =>
      share(
        ordinary.filter(({ age }) => age >= low && age <= high),
        ordinary,
      )
    expect(between(0, 17)).toBeGreaterThan(0.15)
    expect(between(0, 17)).toBeLessThan(0.32)
    expect(between(65, 120)).toBeGreaterThan(0.14)
    expect(between(65, 120)).toBeLessThan(0.3)
    const women = share(
      ordinary.filter(({ patient }) => patient.gender === 'female'),
      ordinary,
    )
    expect(women).toBeGreaterThan(0.47)
    expect(women).toBeLessThan(0.58)
    const prevalence = (pattern: RegExp) =>
      share(
        adults.filter((seen) => has(seen, pattern)),
        adults,
      )
    const near = (value: number, low: number, high: number, what: string) => {
      expect(value, what).toBeGreaterThan(low)
      expect(value, what).toBeLessThan(high)
    }
    near(prevalence(/^I1[0-3]/), 0.2, 0.45, 'hypertension')
    near(prevalence(/^E11/), 0.06, 0.16, 'type 2 diabetes')
    near(prevalence(/^E66/), 0.2, 0.42, 'obesity')
    near(prevalence(/^N18/), 0.02, 0.12, 'kidney disease')
    near(prevalence(/^F33/), 0.04, 0.13, 'depression')
    near(prevalence(/^J45/), 0.03, 0.12, 'asthma')
    const homes = new Map<string, number>()
    for (const { patient } of ordinary)
      homes.set(patient.address?.[0]?.line?.[0] ?? '', (homes.get(patient.address?.[0]?.line?.[0] ?? '') ?? 0) + 1)
    expect([...homes.values()].filter((size) => size > 1).length).toBeGreaterThan(200)
  })

  it('has problems at ages and in sexes they occur', () => {
    expect(
      offenders((seen) => seen.patient.gender === 'male' && has(seen, /^(Z34|N95|Z30\.41|Z97\.5|E28\.2|N76)/)),
    ).toEqual([])
    expect(offenders((seen) => seen.patient.gender === 'female' && has(seen, /^N40/))).toEqual([])
    expect(offenders((seen) => seen.age < 40 && has(seen, /^(N40|G30|M81|H91)/))).toEqual([])
    expect(offenders((seen) => seen.age < 18 && has(seen, /^(I1[0-3]|I25|I50|J44|F17|N18)/))).toEqual([])
    expect(offenders((seen) => seen.age > 20 && has(seen, /^(F80|N39\.44)/))).toEqual([])
  })

  it('has traps for a search: same names with other birth dates, shared telephones, accents, hyphens, apostrophes', () => {
    const names = new Map<string, Set<string>>()
    for (const { patient } of charts) {
      const name = `${patient.name?.[0]?.family}, ${patient.name?.[0]?.given?.[0]}`
      names.set(name, (names.get(name) ?? new Set()).add(patient.birthDate ?? ''))
    }
    expect([...names.values()].filter((births) => births.size > 1).length).toBeGreaterThan(10)
    const families = charts.map(({ patient }) => patient.name?.[0]?.family ?? '')
    for (const pattern of [/[áéíóúñöüøč]/, /-/, /'/, / /])
      expect(families.filter((family) => pattern.test(family)).length).toBeGreaterThan(5)
    expect(charts.filter(({ patient }) => patient.deceasedDateTime).length).toBeGreaterThan(5)
    expect(
      charts.filter(({ patient }) => patient.active === false && !patient.deceasedDateTime).length,
    ).toBeGreaterThan(5)
    for (const { patient } of charts)
      for (const telecom of patient.telecom ?? [])
        if (telecom.system === 'phone') expect(telecom.value).toMatch(/^\(\d{3}\) 555-01\d\d$/)
  })

  it('states allergies three ways: listed, none known, nobody asked', () => {
    const known = (seen: Seen) => ofType(seen.all, 'AllergyIntolerance')
    const none = charts.filter((seen) => known(seen)[0]?.code?.coding?.[0]?.code === '716186003')
    expect(share(none, charts)).toBeGreaterThan(0.5)
    expect(share(none, charts)).toBeLessThan(0.75)
    expect(charts.filter((seen) => known(seen).length === 0).length).toBeGreaterThan(50)
    for (const seen of none) expect(known(seen)).toHaveLength(1)
  })
})

describe('codes', () => {
  it('are billable ICD-10-CM codes with their own titles', () => {
    const file = '../shared/data/icd10cm-order-2021.txt.gz'
    for (const { code } of problems) expect(icd10Titles[code], code).toBeDefined()
    for (const { conditions } of charts)
      for (const condition of conditions) expect(condition.code?.coding?.[0]?.display).toBe(icd10Titles[icd(condition)])
    if (!existsSync(file)) return
    const titles = new Map<string, string>()
    for (const line of gunzipSync(readFileSync(file)).toString('latin1').split('\n'))
      if (line[14] === '1') titles.set(line.slice(6, 13).trim(), line.slice(77).trim())
    for (const [code, title] of Object.entries(icd10Titles)) expect(titles.get(code.replace('.', '')), code).toBe(title)
  })

  it('LOINC codes carry a right check digit', () => {
    const valid = (code: string): boolean => {
      const [body = '', digit = ''] = code.split('-')
      let sum = 0
      for (const [i, char] of [...body].reverse().entries()) {
        const doubled = i % 2 === 0 ? Number(char) * 2 : Number(char)
        sum += doubled > 9 ? doubled - 9 : doubled
      }
      return (10 - (sum % 10)) % 10 === Number(digit)
    }
    const codes = new Set<string>()
    JSON.stringify(clinic.resources.slice(0, 40_000), (_key, value) => {
      if (value?.system === 'http://loinc.org') codes.add(value.code)
      return value
    })
    expect(codes.size).toBeGreaterThan(40)
    expect([...codes].filter((code) => !valid(code))).toEqual([])
  })
})

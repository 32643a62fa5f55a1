import { describe, expect, it } from 'vitest'
import { formulary } from '../../../main/ehr/practice/formulary.js'
import { dayOf } from '../../../shared/kernel/dates.js'
import {
  adults,
  charts,
  clinic,
  drug,
  has,
  icd,
  latest,
  loinc,
  offenders,
  ordinary,
  type Seen,
  share,
  taking,
} from './charts.js'
import { ofType } from './clinic.js'

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
        if (dayOf(given.authoredOn ?? '').slice(0, onset.length) < onset)
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

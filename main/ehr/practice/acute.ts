import type { CodeableConcept } from '@medplum/fhirtypes'
import { icd10Concept } from './problem.js'

/** Rate per 100 patient-years by age band, see `Bands`. */
type Rates = readonly [number, number, number, number, number, number, number, number]

/** Something that brings a patient in and then passes. */
export interface Acute {
  key: string
  concept: CodeableConcept
  reason: string
  rates: Rates
  sex?: 'female' | 'male'
  /** Days before the visit it began, as the story says. */
  began: number
  /** Days until it is over. */
  lasts: number
  /** Degrees Celsius of fever, lowest and highest. */
  fever?: readonly [number, number]
  /** Percent taken off oxygen saturation. */
  hypoxia?: number
  /** Medicines in order of preference; the first the patient may take. For children under 12 `child`. */
  adult?: readonly string[]
  child?: readonly string[]
  labs?: readonly string[]
  story: readonly string[]
  exam: readonly string[]
  plan: readonly string[]
  /** Suits a video visit. */
  video?: boolean
}

const row = (
  key: string,
  code: string,
  text: string,
  reason: string,
  rates: Rates,
  rest: Omit<Acute, 'key' | 'concept' | 'reason' | 'rates'>,
): Acute => ({
  key,
  concept: icd10Concept(code, text),
  reason,
  rates,
  ...rest,
})

/** Visit rates rounded from the National Ambulatory Medical Care Survey (CDC/NCHS). */
export const acutes: readonly Acute[] = [
  row('uri', 'J06.9', 'Common cold', 'Cough and cold', [60, 24, 15, 12, 10, 9, 8, 6], {
    began: 3,
    lasts: 10,
    fever: [36.6, 37.8],
    video: true,
    story: [
      'Runny nose and cough for three days, eating and drinking.',
      'Sore throat first, then cough and a blocked nose, three days in all.',
    ],
    exam: ['Throat slightly red, ears clear, chest clear.', 'Nasal congestion, lungs clear, no nodes.'],
    plan: [
      'Viral; fluids, rest, honey for cough over one year of age. Back if fever beyond three days or breathless.',
      'Explained that antibiotics do not help; return advice given.',
    ],
  }),
  row('strep', 'J02.0', 'Streptococcal pharyngitis', 'Sore throat', [3, 12, 7, 3, 2, 0.5, 0.2, 0], {
    began: 1,
    lasts: 10,
    fever: [38.0, 39.2],
    adult: ['amoxicillin', 'cephalexin', 'azithromycin'],
    child: ['amoxicillinChild', 'cefdinirChild', 'azithromycinChild'],
    labs: ['strep'],
    story: [
      'Sore throat and fever since yesterday, no cough.',
      'Throat pain and headache since yesterday, feverish in the night.',
    ],
    exam: ['Tonsils red with exudate, tender anterior neck nodes, no rash.'],
    plan: ['Rapid strep test positive; antibiotic for the full course, home for 24 hours.'],
  }),
  row('otitis', 'H66.91', 'Acute otitis media, right ear', 'Ear pain', [28, 8, 2, 0.6, 0.5, 0.4, 0.2, 0.1], {
    began: 1,
    lasts: 10,
    fever: [37.6, 39.3],
    adult: ['amoxicillinHigh', 'azithromycin'],
    child: ['amoxicillinChild', 'cefdinirChild', 'azithromycinChild'],
    story: [
      'Pulling at the right ear, woke twice in the night, fever.',
      'Right ear pain since last night, after a cold.',
    ],
    exam: ['Right drum bulging and red, left normal, no mastoid tenderness.'],
    plan: ['Antibiotic and pain relief; recheck if no better in 48 hours.'],
  }),
  row('bronchiolitis', 'J21.9', 'Bronchiolitis', 'Wheezy baby', [9, 0, 0, 0, 0, 0, 0, 0], {
    began: 3,
    lasts: 14,
    fever: [37.2, 38.3],
    hypoxia: 3,
    story: ['Snuffly for three days, now wheezy, taking three quarters of feeds.'],
    exam: ['Mild recession, scattered wheeze and crackles, well hydrated, alert.'],
    plan: ['Saline and suction, small feeds often; clear advice on when to go to hospital.'],
  }),
  row('croup', 'J05.0', 'Croup', 'Barking cough', [5, 0.5, 0, 0, 0, 0, 0, 0], {
    began: 1,
    lasts: 5,
    fever: [37.4, 38.6],
    child: ['dexamethasoneChild'],
    story: ['Barking cough in the night, settled with cool air.'],
    exam: ['No stridor at rest, chest clear, playful.'],
    plan: ['Single dose of steroid given; return if noisy breathing at rest.'],
  }),
  row('gastroenteritis', 'A09', 'Gastroenteritis', 'Vomiting and diarrhoea', [14, 6, 4, 4, 3, 2, 2, 2], {
    began: 1,
    lasts: 5,
    fever: [36.8, 38.3],
    adult: ['ondansetron'],
    video: true,
    story: ['Vomited four times yesterday, loose stools since, keeping sips down.'],
    exam: ['Moist mouth, soft belly, no guarding.'],
    plan: ['Oral rehydration; back if blood, high fever or not passing urine.'],
  }),
  row('conjunctivitis', 'H10.31', 'Acute conjunctivitis, right eye', 'Red eye', [9, 4, 2, 2, 1.5, 1, 1, 1], {
    began: 1,
    lasts: 7,
    adult: ['polymyxinEye'],
    child: ['polymyxinEye'],
    video: true,
    story: ['Sticky red right eye since yesterday, sight normal.'],
    exam: ['Conjunctiva red with discharge, cornea clear, vision normal.'],
    plan: ['Drops for a week, wash hands and towels; same-day review if painful.'],
  }),
  row('impetigo', 'L01.00', 'Impetigo', 'Skin sores', [5, 3, 1, 0.2, 0, 0, 0, 0], {
    began: 4,
    lasts: 10,
    adult: ['mupirocin'],
    child: ['mupirocin'],
    story: ['Crusted sores around the mouth for four days.'],
    exam: ['Honey-coloured crusts beside the mouth, no fever, no spread.'],
    plan: ['Ointment, keep off school until a day of treatment.'],
  }),
  row('swimmersEar', 'H60.331', "Swimmer's ear, right", 'Ear pain', [1, 4, 3, 1, 0.6, 0.5, 0.4, 0.2], {
    began: 2,
    lasts: 10,
    adult: ['ofloxacinEar'],
    child: ['ofloxacinEar'],
    story: ['Right ear hurts to touch for two days, after a week at the lake.'],
    exam: ['Canal swollen with debris, drum seen and intact, tragus tender.'],
    plan: ['Drops for a week, keep dry.'],
  }),
  row('sinusitis', 'J01.90', 'Acute sinusitis', 'Facial pain and congestion', [1, 2, 3, 5, 6, 5, 4, 2], {
    began: 11,
    lasts: 14,
    fever: [36.7, 37.9],
    adult: ['coamoxiclav', 'doxycycline', 'azithromycin'],
    video: true,
    story: ['Eleven days of blocked nose, cheek pain on bending, worse again since the weekend.'],
    exam: ['Tender over the maxillary sinuses, thick discharge.'],
    plan: ['Antibiotic as symptoms are past ten days and worsening; saline rinses.'],
  }),
  row('bronchitis', 'J20.9', 'Acute bronchitis', 'Cough', [1, 2, 2, 4, 4, 5, 6, 5], {
    began: 14,
    lasts: 18,
    fever: [36.6, 37.7],
    adult: ['benzonatate'],
    story: ['Cough for two weeks, some sputum, no breathlessness.'],
    exam: ['Chest clear, no crackles, speaks in full sentences.'],
    plan: ['No antibiotic; cough can last three weeks. Chest X-ray if no better then.'],
  }),
  row('pneumonia', 'J18.9', 'Pneumonia', 'Cough and fever', [1, 0.6, 0.4, 0.5, 0.7, 1.2, 2.5, 4], {
    began: 4,
    lasts: 21,
    fever: [38.1, 39.3],
    hypoxia: 4,
    adult: ['doxycycline', 'amoxicillinHigh', 'azithromycin'],
    child: ['amoxicillinChild', 'azithromycinChild'],
    labs: ['cbc'],
    story: ['Fever and cough with brown sputum for four days, breathless on the stairs.'],
    exam: ['Crackles at the right base, no recession, well perfused.'],
    plan: [
      'Treated at home, antibiotic started; recheck in 48 hours, chest X-ray in six weeks if a smoker or over 50.',
    ],
  }),
  row('influenza', 'J10.1', 'Influenza', 'Flu symptoms', [4, 4, 3, 2.5, 2, 2, 1.5, 1.2], {
    began: 1,
    lasts: 8,
    fever: [38.2, 39.6],
    adult: ['oseltamivir'],
    video: true,
    story: ['Sudden fever, aches and cough since yesterday.'],
    exam: ['Flushed, chest clear, neck supple.'],
    plan: ['Rapid test positive; rest and fluids, antiviral as within 48 hours.'],
  }),
  row('cystitis', 'N30.00', 'Acute cystitis', 'Burning on passing water', [0.3, 1, 3, 9, 7, 6, 7, 7], {
    began: 2,
    sex: 'female',
    lasts: 7,
    adult: ['nitrofurantoin', 'trimethoprimSulfa', 'cephalexin', 'fosfomycin'],
    labs: ['urinalysis', 'urineCulture'],
    story: ['Burning and going often for two days, no fever or back pain.'],
    exam: ['No loin tenderness, mild suprapubic discomfort.'],
    plan: ['Short antibiotic course; culture sent.'],
  }),
  row('vaginitis', 'N76.0', 'Acute vaginitis', 'Vaginal discharge', [0, 0, 1, 4, 3, 1.5, 0.5, 0.2], {
    began: 7,
    sex: 'female',
    lasts: 10,
    adult: ['metronidazoleVaginal'],
    story: ['Thin discharge with a smell for a week.'],
    exam: ['Thin grey discharge, no cervical tenderness, pH 5.'],
    plan: ['Treated for bacterial vaginosis.'],
  }),
  row('cellulitis', 'L03.115', 'Cellulitis, right leg', 'Red leg', [0.2, 0.3, 0.4, 0.8, 1, 1.6, 2.2, 2.6], {
    began: 2,
    lasts: 14,
    fever: [36.8, 38.3],
    adult: ['cephalexin', 'doxycycline'],
    story: ['Right shin red, warm and spreading since the day before yesterday.'],
    exam: ['Warm red area 8 by 6 cm, edge marked, no crepitus, pulses good.'],
    plan: ['Antibiotic, leg up; back at once if spreading past the line.'],
  }),
  row('shingles', 'B02.9', 'Shingles', 'Painful rash', [0, 0.1, 0.2, 0.3, 0.5, 1, 1.5, 1.6], {
    began: 3,
    lasts: 28,
    adult: ['valacyclovir'],
    story: ['Burning band on the left chest for three days, blisters since yesterday.'],
    exam: ['Grouped blisters in one dermatome on the left, eye not involved.'],
    plan: ['Antiviral within 72 hours, cover the rash, pain plan agreed.'],
  }),
  row('ankle', 'S93.401A', 'Sprain of the right ankle', 'Ankle injury', [0.3, 3, 6, 3, 2, 1.2, 0.8, 0.5], {
    began: 2,
    lasts: 30,
    adult: ['ibuprofen', 'acetaminophen'],
    story: ['Rolled the right ankle two days ago, could walk on it afterwards.'],
    exam: ['Swollen outside the ankle, no bony tenderness, can bear weight.'],
    plan: ['No X-ray needed by the Ottawa rules; brace and early movement.'],
  }),
  row('backStrain', 'S39.012A', 'Low back strain', 'Back pain', [0, 0.2, 1.5, 5, 6, 5, 4, 3], {
    began: 3,
    lasts: 28,
    adult: ['naproxen', 'acetaminophen'],
    video: true,
    story: ['Low back pain since lifting a box three days ago, no leg symptoms.'],
    exam: ['Paraspinal spasm, straight leg raise negative, reflexes equal.'],
    plan: ['No red flags; stay active, heat, back in four weeks if not settled.'],
  }),
  row('earwax', 'H61.23', 'Earwax in both ears', 'Blocked ears', [0.5, 0.6, 0.5, 1, 1.4, 2, 3.5, 5], {
    began: 14,
    lasts: 3,
    story: ['Hearing dull for two weeks, cotton swabs made it worse.'],
    exam: ['Wax filling both canals; drums normal after irrigation.'],
    plan: ['Irrigated with good effect; no swabs.'],
  }),
  row('vertigo', 'H81.10', 'Benign positional vertigo', 'Dizziness', [0, 0, 0.1, 0.6, 1.3, 2, 3, 3], {
    began: 2,
    lasts: 14,
    adult: ['meclizine'],
    story: ['For two days the room spins on turning over in bed, seconds at a time.'],
    exam: ['Positional test positive to the right, gait and cranial nerves normal.'],
    plan: ['Repositioning done with relief; exercises at home.'],
  }),
  row('contactDermatitis', 'L23.7', 'Contact dermatitis from plants', 'Itchy rash', [1, 3, 3, 2.5, 2.5, 2, 1.5, 0.8], {
    began: 3,
    lasts: 14,
    adult: ['triamcinolone'],
    child: ['hydrocortisone'],
    video: true,
    story: ['Itchy streaks on both forearms since clearing the garden three days ago.'],
    exam: ['Linear vesicles on the forearms, face spared.'],
    plan: ['Cream and cool compresses; wash clothes and tools.'],
  }),
  row('bursitis', 'M70.62', 'Trochanteric bursitis, left hip', 'Hip pain', [0, 0, 0, 0.3, 1, 1.8, 2.2, 1.6], {
    began: 20,
    lasts: 45,
    adult: ['naproxen', 'acetaminophen'],
    story: ['Three weeks of pain on the outside of the left hip, worse lying on it.'],
    exam: ['Tender over the left greater trochanter, hip movements full.'],
    plan: ['Stretches, ice, sleep on the other side.'],
  }),
  row('hfmd', 'B08.4', 'Hand, foot and mouth disease', 'Rash and fever', [7, 1, 0.1, 0, 0, 0, 0, 0], {
    began: 2,
    lasts: 8,
    fever: [37.4, 38.7],
    video: true,
    story: ['Spots on hands and feet for two days, sore mouth, off food.'],
    exam: ['Small blisters on palms and soles, ulcers on the tongue, well hydrated.'],
    plan: ['Settles in a week; cool drinks and pain relief by weight.'],
  }),
  row('chestWall', 'R07.89', 'Chest wall pain', 'Chest pain', [0, 0.3, 0.8, 1.2, 1.4, 1.5, 1.2, 0.8], {
    began: 7,
    lasts: 14,
    adult: ['acetaminophen'],
    story: ['Sharp pain on the left side of the chest on twisting and deep breaths for a week.'],
    exam: ['Tender at the fourth rib in front, heart sounds normal, ECG normal.'],
    plan: ['Musculoskeletal; told what should bring a call to 911.'],
  }),
]

/** Reasons that need a visit but end without a diagnosis on the problem list. */
export const wellChildConcept = icd10Concept('Z00.129', 'Routine child health examination')
export const annualConcept = icd10Concept('Z00.00', 'General adult medical examination')

const acuteByKey = new Map(acutes.map((acute) => [acute.key, acute]))
export function acute(key: string): Acute {
  const found = acuteByKey.get(key)
  if (!found) throw new Error(`no such acute problem: ${key}`)
  return found
}

import type { Sections } from '../note.js'
import type { VisitFacts } from '../visit-facts.js'
import { vitalsText } from '../vitals.js'

const measured = (facts: VisitFacts): string => (facts.vitals ? vitalsText(facts.vitals, facts.weightBefore) : '')

export const bianchiNote = (facts: VisitFacts): Sections => ({
  subjective: [
    '61-year-old man with hypertension and hyperlipidaemia, here for review. Home readings over two weeks 128 to 138 over 78 to 84 since losartan was added. No dizziness, no ankle swelling. In a hurry for work.',
  ],
  objective: [
    measured(facts),
    'Heart sounds normal, lungs clear, no oedema.',
    ['Basic metabolic panel last month: creatinine 1.01 mg/dL, potassium 4.4 mmol/L.'],
  ],
  assessment: [
    [
      'Hypertension: close to goal on amlodipine 10 mg and losartan 50 mg.',
      'Hyperlipidaemia: on atorvastatin 20 mg, lipids due.',
    ],
  ],
  plan: [
    [
      'Medicines unchanged.',
      'Lipid panel before the next visit.',
      'Home readings one week a month. Back in six months.',
    ],
  ],
})

export const nguyenNote = (facts: VisitFacts): Sections => ({
  subjective: [
    '34-year-old woman, here for the annual visit. Well over the year, runs twice a week, works from home. About one migraine a month, sumatriptan works within the hour. Periods light with the intrauterine device.',
    'Thinks about a second child next year.',
  ],
  objective: [measured(facts), 'Thyroid, heart, lungs and abdomen normal. Skin without suspicious moles.'],
  assessment: [['Healthy adult.', 'Migraine without aura, infrequent.', 'Planning a pregnancy next year.']],
  plan: [
    [
      'Folic acid from three months before the device is removed.',
      'Cervical screening was normal last year, next in two years.',
      'Influenza vaccine offered, wants it with her family.',
    ],
  ],
})

export const whitakerNote = (facts: VisitFacts): Sections => ({
  subjective: [
    '84-year-old woman with atrial fibrillation on warfarin, hypertension and CKD stage 3a, with her daughter. Bruises more this week. Took an antibiotic from the walk-in clinic for a cough, finished two days ago, cannot name it. No black stools, no nosebleed, no falls.',
  ],
  objective: [
    measured(facts),
    'Pulse irregularly irregular. Lungs clear. Bruises on both forearms, none on the trunk. Walks with a stick, steady.',
  ],
  assessment: [
    [
      'Atrial fibrillation on warfarin: likely raised INR after an antibiotic, no bleeding.',
      'Hypertension: fine for her age.',
    ],
  ],
  plan: [
    [
      'PT/INR drawn now, result to be called to the daughter this morning.',
      'No warfarin this evening until we have called.',
      'Come back or call 911 for bleeding, a fall with a knock to the head, or black stools.',
    ],
  ],
})

export const clarkeNote = (facts: VisitFacts): Sections => ({
  subjective: [
    '58-year-old man with alcohol-related cirrhosis, brought in by his sister. Confused since last night, put his shoes in the fridge, shivered in the night. Two days without a bowel movement, ran out of lactulose. No alcohol. Belly tighter than usual.',
  ],
  objective: [
    measured(facts),
    'Drowsy but answers, knows his name, not the month. Coarse flap. Abdomen full with shifting dullness, mildly tender throughout. No blood on the glove.',
  ],
  assessment: [
    [
      'Hepatic encephalopathy in cirrhosis.',
      'Fever with ascites: spontaneous bacterial peritonitis until shown otherwise.',
    ],
  ],
  plan: [
    [
      'Harbor General accepts; ambulance called.',
      'Blood cultures, PT/INR, CMP, ammonia on ice, CBC and glucose drawn here at once while waiting.',
      'Lactulose 30 mL now. No sedatives, no NSAIDs (hives).',
      'Sister goes along; medicine list printed.',
    ],
  ],
})

import { allergyRows } from '../allergy.js'
import type { Story } from './story.js'

/** Amara J. Okafor: diabetes above goal, blood pressure not yet controlled, a repeat urine test left open. */
export const okafor: Story = {
  person: {
    given: 'Amara',
    middle: 'J.',
    family: 'Okafor',
    sex: 'female',
    age: 47,
    birthday: [3, 12],
    primary: 'novak',
    phone: '(206) 555-0148',
    email: 'amara.okafor@mail.example',
    marital: 'married',
    address: { line: '212 Juniper Ave', city: 'Alderbrook', postalCode: '98202' },
    contact: { given: 'Chinedu', family: 'Okafor', phone: '(206) 555-0149', relationship: 'Spouse' },
    heightScore: 1.13,
    bmi: 29.5,
    pressureScore: 0.3,
  },
  joined: 3350,
  allergies: [allergyRows.penicillinAnaphylaxis, allergyRows.latex],
  body: { gfr: 71, gfrLoss: 1.6, a1c: 9.6, albuminuria: 60, ldl: 150, hdl: 48, triglycerides: 150, hemoglobin: 13.1 },
  problems: [
    ['diabetes2', 3330, 'E11.22', 'Type 2 diabetes'],
    ['hypertension', 2580, 'I12.9', 'Hypertension'],
    ['ckd', 760, 'N18.2', 'CKD stage 2'],
    ['anxiety', 1850],
  ],
  medicines: [
    { key: 'metformin500', ago: 3330, for: 'diabetes2', stopped: 2900 },
    { key: 'metformin1000', ago: 2900, for: 'diabetes2' },
    { key: 'empagliflozin10', ago: 25, for: 'diabetes2' },
    { key: 'lisinopril10', ago: 2580, for: 'hypertension', stopped: 720 },
    { key: 'lisinopril20', ago: 720, for: 'hypertension' },
    { key: 'atorvastatin40', ago: 2200, for: 'diabetes2' },
    { key: 'sertraline50', ago: 1830, for: 'anxiety' },
  ],
  tests: [
    { ago: 738, key: 'a1c', fixed: { a1c: 9.0 } },
    { ago: 738, key: 'bmp', fixed: { creatinine: 0.94, glucose: 198, k: 4.3 } },
    { ago: 600, key: 'a1c', fixed: { a1c: 8.4 } },
    { ago: 455, key: 'a1c', fixed: { a1c: 7.8 } },
    { ago: 455, key: 'uacr', fixed: { uacr: 41 } },
    { ago: 310, key: 'a1c', fixed: { a1c: 7.4 } },
    { ago: 310, key: 'lipid', fixed: { triglycerides: 148, hdl: 49, cholesterol: 158 } },
    { ago: 174, key: 'a1c', fixed: { a1c: 7.6 } },
    { ago: 174, key: 'bmp', fixed: { creatinine: 0.96, glucose: 152, k: 4.4 } },
    { ago: 174, key: 'uacr', fixed: { uacr: 58 } },
  ],
  visits: [
    {
      ago: 735,
      kind: 'follow-up',
      who: 'novak',
      problem: 'diabetes2',
      minute: 600,
      vitals: { sbp: 148, dbp: 90, pulse: 80, weight: 87.9 },
      text: true,
    },
    {
      ago: 452,
      kind: 'follow-up',
      who: 'novak',
      problem: 'diabetes2',
      minute: 640,
      vitals: { sbp: 138, dbp: 84, pulse: 76, weight: 86.8 },
    },
    {
      ago: 306,
      kind: 'annual',
      who: 'novak',
      minute: 560,
      vitals: { sbp: 136, dbp: 82, pulse: 74, weight: 86.1, height: 169 },
      text: true,
    },
    {
      ago: 172,
      kind: 'follow-up',
      who: 'novak',
      problem: 'diabetes2',
      minute: 620,
      vitals: { sbp: 138, dbp: 86, pulse: 78, weight: 85.8 },
      text: {
        subjective: [
          '47-year-old woman with type 2 diabetes, hypertension and early kidney disease, here for follow-up. Metformin twice daily without missed doses, no low sugars. Walks 30 minutes most days.',
          'Anxiety steady on sertraline, sleeping seven hours.',
        ],
        objective: [
          'BP 138/86 mmHg, pulse 78/min, weight 85.8 kg.',
          'Heart sounds normal, lungs clear. Feet: skin intact, pulses present, monofilament felt at all ten points.',
          ['HbA1c 7.6 %, from 7.4 %.', 'Creatinine 0.96 mg/dL, urine albumin/creatinine 58 mg/g, from 41.'],
        ],
        assessment: [
          [
            'Type 2 diabetes with kidney disease: drifting above goal.',
            'Hypertension: a little above goal on lisinopril 20 mg.',
            'Albuminuria confirmed once more; lisinopril continues.',
          ],
        ],
        plan: [
          [
            'Continue metformin; add an SGLT2 inhibitor if HbA1c stays above 7.5 %.',
            'Home blood pressure for two weeks before each visit.',
            'Retinal photograph is overdue; referral resent.',
            'Repeat urine albumin at the next visit.',
          ],
        ],
      },
    },
    {
      ago: 69,
      kind: 'follow-up',
      who: 'cole',
      problem: 'diabetes2',
      reason: 'Video visit: diabetes and blood pressure',
      mood: { phq9: 6 },
      minute: 830,
      video: true,
      text: {
        subjective: [
          'Seen by video at home for Dr Novak, identity and location confirmed. Home readings 134 to 142 over 82 to 88. No low sugars. Mood fair, PHQ-9 6 by questionnaire, no thoughts of self-harm.',
        ],
        objective: ['By video: comfortable, speaks in full sentences.'],
        assessment: [
          [
            'Type 2 diabetes: HbA1c due in two months.',
            'Hypertension: home readings just above goal.',
            'Albuminuria: repeat not done yet.',
          ],
        ],
        plan: [
          [
            'Left open: repeat urine albumin/creatinine.',
            'Empagliflozin discussed; wants to read about it and decide next month.',
            'Back with Dr Novak in two months with HbA1c and basic metabolic panel beforehand.',
          ],
        ],
      },
    },
  ],
  messages: [
    {
      topic: 'Refill: metformin ER',
      lines: [
        ['patient', 25, 1105, 'Could I have a new prescription for the metformin? I have about a week left.'],
        ['ruiz', 24, 545, 'Done, 90 days with 3 refills, sent to Alder Street Pharmacy.'],
      ],
    },
    {
      topic: 'Dizzy after new dose?',
      lines: [
        [
          'patient',
          20,
          1122,
          'I started the new sugar tablet a few days ago and felt dizzy when standing up yesterday and today. Should I stop it?',
        ],
        [
          'novak',
          19,
          712,
          'Dizziness in the first days can come from passing more water. Please drink an extra two glasses a day and stand up slowly. If it is not gone in two days, or you faint, call us the same day.',
        ],
        ['patient', 17, 1180, 'Gone since this morning, thank you.'],
      ],
    },
  ],
}

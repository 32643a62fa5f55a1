import type { DocumentReference } from '@medplum/fhirtypes'
import { allergyRows } from '../allergy.js'
import { type Chart, nextId } from '../chart.js'
import { concept, LOINC } from '../coding.js'
import { meta } from '../meta.js'
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

function dischargeSummary(chart: Chart): void {
  const { calendar, subject, out } = chart
  const day = calendar.today - 5
  const text = `Harbor General Hospital, discharge summary
Admitted with decompensated heart failure after a week of ankle swelling and breathlessness at night. No infarction.
Echocardiogram: ejection fraction 40 %. Treated with intravenous furosemide, net loss 4.2 litres, discharge weight 81.6 kg.
Medicines at discharge: lisinopril 40 mg daily, spironolactone 25 mg daily (continued), carvedilol 12.5 mg twice daily,
furosemide 40 mg daily, atorvastatin 40 mg at night.
At discharge: creatinine 1.48 mg/dL, potassium 5.2 mmol/L.
Please: basic metabolic panel within a week, review of spironolactone, weight diary.`
  const summary: DocumentReference = {
    resourceType: 'DocumentReference',
    id: nextId(chart, 'd'),
    meta: meta(calendar.stamp(day, 980, 4)),
    status: 'current',
    docStatus: 'final',
    type: concept(LOINC, '18842-5', 'Discharge summary', 'Discharge summary'),
    subject,
    date: calendar.at(day, 960),
    author: [{ display: 'Harbor General Hospital' }],
    description: 'Hospital discharge summary, Harbor General Hospital',
    content: [
      {
        attachment: {
          contentType: 'text/plain',
          data: Buffer.from(text).toString('base64'),
          title: 'Discharge summary',
        },
      },
    ],
    context: { period: { start: calendar.at(day - 4, 1290), end: calendar.at(day, 900) } },
  }
  out.push(summary)
}

/** Luis Romero: heart failure and kidney disease, spironolactone started, potassium rising. */
export const romero: Story = {
  person: {
    given: 'Luis',
    family: 'Romero',
    sex: 'male',
    age: 72,
    birthday: [8, 4],
    primary: 'novak',
    phone: '(206) 555-0117',
    marital: 'married',
    address: { line: '88 Harbor View Rd', city: 'North Harbor', postalCode: '98214' },
    contact: { given: 'Rosa', family: 'Romero', phone: '(206) 555-0118', relationship: 'Spouse' },
    language: { code: 'es', name: 'Spanish' },
    heightScore: -0.3,
    bmi: 27.8,
    smoking: 'former',
  },
  joined: 4100,
  body: { gfr: 45, gfrLoss: 3.5, ldl: 140, hdl: 42, triglycerides: 140, hemoglobin: 13.2 },
  problems: [
    ['heartFailure', 1560],
    ['ckd', 1180, 'N18.31', 'CKD stage 3a'],
    ['hypertension', 5100, 'I13.0', 'Hypertension'],
    ['hyperlipidemia', 4200],
  ],
  medicines: [
    { key: 'lisinopril20', ago: 4100, for: 'hypertension', stopped: 3000 },
    { key: 'lisinopril40', ago: 3000, for: 'hypertension' },
    { key: 'carvedilol', ago: 1540, for: 'heartFailure' },
    { key: 'furosemide20', ago: 1540, for: 'heartFailure', stopped: 420 },
    { key: 'furosemide40', ago: 420, for: 'heartFailure' },
    { key: 'spironolactone', ago: 20, for: 'heartFailure', by: 'cole' },
    { key: 'atorvastatin40', ago: 4000, for: 'hyperlipidemia' },
  ],
  tests: [
    { ago: 420, key: 'bmp', fixed: { k: 4.4, creatinine: 1.3, na: 140, co2: 25, glucose: 101 } },
    { ago: 420, key: 'ntprobnp', fixed: { ntprobnp: 1120 } },
    { ago: 270, key: 'bmp', fixed: { k: 4.6, creatinine: 1.33, na: 139, co2: 24, glucose: 97 } },
    { ago: 125, key: 'bmp', fixed: { k: 4.7, creatinine: 1.36, na: 140, co2: 24, glucose: 102 } },
    { ago: 125, key: 'lipid', fixed: { cholesterol: 138, hdl: 41, triglycerides: 132 } },
    { ago: 20, key: 'bmp', by: 'cole', fixed: { k: 4.9, creatinine: 1.41, na: 139, co2: 23, glucose: 98 } },
    { ago: 20, key: 'ntprobnp', by: 'cole', fixed: { ntprobnp: 2380 } },
  ],
  visits: [
    {
      ago: 418,
      kind: 'follow-up',
      who: 'novak',
      problem: 'heartFailure',
      minute: 580,
      vitals: { sbp: 128, dbp: 70, pulse: 64, weight: 83.2, saturation: 96 },
      text: true,
    },
    {
      ago: 268,
      kind: 'follow-up',
      who: 'novak',
      problem: 'heartFailure',
      minute: 540,
      vitals: { sbp: 126, dbp: 72, pulse: 66, weight: 82.9, saturation: 96 },
    },
    {
      ago: 122,
      kind: 'follow-up',
      who: 'novak',
      problem: 'heartFailure',
      minute: 580,
      vitals: { sbp: 124, dbp: 70, pulse: 62, weight: 83.4, saturation: 96 },
      text: true,
    },
    {
      ago: 20,
      kind: 'follow-up',
      who: 'cole',
      problem: 'heartFailure',
      reason: 'Swollen ankles, breathless',
      minute: 900,
      vitals: { sbp: 132, dbp: 74, pulse: 74, weight: 86.7, saturation: 94 },
      text: {
        subjective: [
          '72-year-old man with heart failure (EF 40 %) and CKD stage 3a. Ankles swollen for five days, sleeps on three pillows, up twice at night to breathe. Salty food at a wedding. Takes all his tablets.',
        ],
        objective: [
          'BP 132/74 mmHg, pulse 74/min, oxygen saturation 94 %, weight 86.7 kg (+3.3 since the last visit).',
          'Neck veins up 4 cm, fine crackles at both bases, pitting oedema to mid-shin.',
          ['Potassium 4.9 mmol/L, creatinine 1.41 mg/dL (H), sodium 139 mmol/L.', 'NT-proBNP 2380 pg/mL (H).'],
        ],
        assessment: [
          ['Heart failure, decompensated by salt load.', 'CKD stage 3a, potassium upper normal on lisinopril 40 mg.'],
        ],
        plan: [
          [
            'Start spironolactone 25 mg daily.',
            'Double furosemide for three days, then back to 40 mg.',
            'Basic metabolic panel in one week. Daily weights; to the emergency department if breathless at rest.',
          ],
        ],
      },
    },
  ],
  messages: [
    {
      topic: 'Weights',
      lines: [
        ['patient', 17, 600, 'Weight 85.9 today, 86.4 yesterday. Still swollen. Rosa is writing for me.'],
        [
          'cole',
          17,
          760,
          'Thank you both. Please go to the emergency department if he cannot lie flat or is breathless at rest. Blood test within the week, before breakfast is fine.',
        ],
      ],
    },
  ],
  besides: dischargeSummary,
}

/** Marco Bianchi: hypertension, and this morning after his visit, a message that may be his heart. */
export const bianchi: Story = {
  person: {
    given: 'Marco',
    family: 'Bianchi',
    sex: 'male',
    age: 61,
    birthday: [5, 27],
    primary: 'novak',
    phone: '(206) 555-0132',
    email: 'marco.bianchi@mail.example',
    marital: 'married',
    address: { line: '1407 Orchard Way', city: 'Alderbrook', postalCode: '98200' },
    contact: { given: 'Francesca', family: 'Bianchi', phone: '(206) 555-0133', relationship: 'Spouse' },
    heightScore: 0.2,
    bmi: 28.9,
    smoking: 'former',
    pressureScore: 0.5,
  },
  joined: 1900,
  allergies: [allergyRows.sulfaRash],
  body: { gfr: 84, ldl: 152, hdl: 41, triglycerides: 168, psa: 1.4 },
  problems: [
    ['hypertension', 1700],
    ['hyperlipidemia', 1700],
    ['gerd', 900],
  ],
  medicines: [
    { key: 'amlodipine5', ago: 1700, for: 'hypertension', stopped: 610 },
    { key: 'amlodipine10', ago: 610, for: 'hypertension' },
    { key: 'losartan50', ago: 200, for: 'hypertension' },
    { key: 'atorvastatin20', ago: 1500, for: 'hyperlipidemia' },
    { key: 'omeprazole20', ago: 860, for: 'gerd' },
  ],
  tests: [
    { ago: 615, key: 'lipid', fixed: { cholesterol: 176, hdl: 42, triglycerides: 155 } },
    { ago: 615, key: 'bmp', fixed: { creatinine: 0.98, k: 4.2 } },
    { ago: 205, key: 'bmp', fixed: { creatinine: 1.0, k: 4.3 } },
    { ago: 30, key: 'bmp', fixed: { creatinine: 1.01, k: 4.4 } },
    { ago: 205, key: 'psa', fixed: { psa: 1.42 } },
  ],
  visits: [
    {
      ago: 610,
      kind: 'annual',
      who: 'novak',
      minute: 520,
      vitals: { sbp: 152, dbp: 92, pulse: 76, weight: 91.2, height: 177 },
      text: true,
    },
    {
      ago: 200,
      kind: 'follow-up',
      who: 'novak',
      problem: 'hypertension',
      minute: 520,
      vitals: { sbp: 148, dbp: 88, pulse: 74, weight: 90.4 },
      text: true,
    },
  ],
}

import type { DocumentReference, Encounter } from '@medplum/fhirtypes'
import { type Chart, nextId } from '../chart.js'
import { concept, LOINC, reference, SNOMED } from '../coding.js'
import { meta } from '../meta.js'
import { clinicalNote } from '../note.js'
import type { Story } from './story.js'

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
    category: clinicalNote,
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
  const stay: Encounter = {
    resourceType: 'Encounter',
    id: nextId(chart, 'e'),
    meta: meta(calendar.stamp(day, 975, 4)),
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP', display: 'inpatient encounter' },
    type: [concept(SNOMED, '32485007', 'Hospital admission', 'Hospital stay')],
    subject,
    period: { start: calendar.at(day - 4, 1290), end: calendar.at(day, 900) },
    reasonCode: [{ text: 'Decompensated heart failure' }],
    serviceProvider: { display: 'Harbor General Hospital' },
  }
  summary.context = { ...summary.context, encounter: [reference('Encounter', stay.id as string)] }
  out.push(stay, summary)
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

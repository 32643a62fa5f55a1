import { allergyRows } from '../allergy.js'
import type { Story } from './story.js'

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

/** Samir Haddad: painful knee, an MRI that never came back, a new insurance card. */
export const haddad: Story = {
  person: {
    given: 'Samir',
    family: 'Haddad',
    sex: 'male',
    age: 55,
    birthday: [2, 8],
    primary: 'novak',
    phone: '(206) 555-0183',
    email: 'samir.haddad@mail.example',
    marital: 'divorced',
    address: { line: '764 Quarry Rd', city: 'Fenwick Landing', postalCode: '98209' },
    contact: { given: 'Layla', family: 'Haddad', phone: '(425) 555-0120', relationship: 'Daughter' },
    language: { code: 'ar', name: 'Arabic' },
    heightScore: 0.1,
    bmi: 31.2,
    smoking: 'current',
  },
  joined: 980,
  allergies: [allergyRows.codeine],
  body: { gfr: 88, urate: 8.1, ldl: 146, hdl: 40, triglycerides: 190 },
  problems: [
    ['kneeArthritis', 700, 'M17.11', 'Osteoarthritis of the right knee'],
    ['gout', 1400],
    ['obesity', 960],
    ['smoking', 9000],
  ],
  medicines: [
    { key: 'diclofenacGel', ago: 690, for: 'kneeArthritis' },
    { key: 'acetaminophen', ago: 690, for: 'kneeArthritis' },
    { key: 'allopurinol100', ago: 600, for: 'gout' },
  ],
  tests: [
    { ago: 600, key: 'uricAcid', fixed: { uricAcid: 8.4 } },
    { ago: 260, key: 'uricAcid', fixed: { uricAcid: 6.8 } },
    { ago: 260, key: 'bmp', fixed: { creatinine: 0.97 } },
  ],
  visits: [
    {
      ago: 690,
      kind: 'follow-up',
      problem: 'kneeArthritis',
      who: 'novak',
      minute: 640,
      vitals: { sbp: 132, dbp: 82, pulse: 78, weight: 98.1 },
    },
    {
      ago: 258,
      kind: 'annual',
      who: 'novak',
      minute: 600,
      vitals: { sbp: 130, dbp: 80, pulse: 80, weight: 97.2, height: 176.1 },
      text: true,
    },
    {
      ago: 23,
      kind: 'follow-up',
      problem: 'kneeArthritis',
      reason: 'Knee pain',
      who: 'novak',
      minute: 620,
      vitals: { sbp: 134, dbp: 84, pulse: 82, weight: 97.8 },
      text: {
        subjective: [
          '55-year-old man with osteoarthritis of the right knee and gout. Twisted the right knee getting off a bus three weeks ago; since then it locks on stairs and swells by evening. Gel and acetaminophen help a little.',
        ],
        objective: [
          'BP 134/84 mmHg, pulse 82/min, weight 97.8 kg.',
          'Right knee: small effusion, tender medial joint line, McMurray positive medially, ligaments stable. No heat or redness.',
        ],
        assessment: [
          [
            'Mechanical symptoms of the right knee: medial meniscus tear likely, on known arthritis.',
            'Gout: no flare now.',
          ],
        ],
        plan: [
          [
            'MRI of the right knee ordered, expected within three weeks.',
            'Quadriceps exercises, brace for stairs. No codeine (vomiting).',
            'Review with the MRI.',
          ],
        ],
      },
    },
  ],
}

/** Tomasz Wójcik: new to the practice, nothing on file but the registration. */
export const wojcik: Story = {
  person: {
    given: 'Tomasz',
    family: 'Wójcik',
    preferred: 'Tomek',
    sex: 'male',
    age: 38,
    birthday: [10, 21],
    primary: 'hale',
    phone: '(253) 555-0176',
    email: 'tomasz.wojcik@mail.example',
    marital: 'married',
    address: { line: '6 Willow Bend Pl', city: 'Cedar Flats', postalCode: '98217' },
    contact: { given: 'Katarzyna', family: 'Wójcik', phone: '(253) 555-0177', relationship: 'Spouse' },
    heightScore: 0.7,
    bmi: 26.1,
    smoking: 'current',
  },
  joined: 6,
  asked: false,
  vaccines: false,
}

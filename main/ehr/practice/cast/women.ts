import { allergyRows } from '../allergy.js'
import type { Story } from './story.js'

/** Thuy L. Nguyen: well, annual visit this morning, note not signed yet. */
export const nguyen: Story = {
  person: {
    given: 'Thuy',
    middle: 'Linh',
    family: 'Nguyen',
    sex: 'female',
    age: 34,
    birthday: [9, 30],
    primary: 'novak',
    phone: '(206) 555-0161',
    email: 'thuy.nguyen@mail.example',
    marital: 'married',
    address: { line: '530 Tamarack St, Apt 12', city: 'Alderbrook', postalCode: '98200' },
    contact: { given: 'Minh', family: 'Tran', phone: '(206) 555-0162', relationship: 'Spouse' },
    heightScore: -0.6,
    bmi: 22.4,
    pressureScore: -0.6,
  },
  joined: 1320,
  body: { hemoglobin: 12.9, ferritin: 34 },
  problems: [
    ['migraine', 2600],
    ['iud', 800],
  ],
  medicines: [{ key: 'sumatriptan', ago: 1250, for: 'migraine' }],
  tests: [{ ago: 380, key: 'pap', words: 'Negative for intraepithelial lesion' }],
  visits: [
    {
      ago: 800,
      kind: 'follow-up',
      who: 'novak',
      problem: 'iud',
      reason: 'Intrauterine device placement',
      minute: 600,
      vitals: { sbp: 108, dbp: 66, pulse: 70, weight: 55.4 },
      text: true,
    },
    {
      ago: 378,
      kind: 'annual',
      who: 'novak',
      minute: 600,
      vitals: { sbp: 110, dbp: 68, pulse: 68, weight: 56.0, height: 157.2 },
      text: true,
    },
  ],
}

/** Astrid Lindqvist: video visit for a rash, photographs already sent. */
export const lindqvist: Story = {
  person: {
    given: 'Astrid',
    family: 'Lindqvist',
    sex: 'female',
    age: 29,
    birthday: [6, 14],
    primary: 'novak',
    phone: '(360) 555-0104',
    email: 'astrid.lindqvist@mail.example',
    address: { line: '41 Salmon Creek Ln', city: 'Fenwick Landing', postalCode: '98209' },
    contact: { given: 'Karin', family: 'Lindqvist', phone: '(360) 555-0105', relationship: 'Sister' },
    heightScore: 1.1,
    bmi: 21.8,
    pressureScore: -0.4,
  },
  joined: 700,
  allergies: [allergyRows.doxycycline],
  body: { ldl: 98, hdl: 64, triglycerides: 70 },
  problems: [
    ['hypothyroidism', 1000],
    ['rhinitis', 4000],
  ],
  medicines: [
    { key: 'levothyroxine50', ago: 980, for: 'hypothyroidism', stopped: 500 },
    { key: 'levothyroxine75', ago: 500, for: 'hypothyroidism' },
    { key: 'cetirizine', ago: 690, for: 'rhinitis' },
  ],
  tests: [
    { ago: 505, key: 'tsh', fixed: { tsh: 6.12 } },
    { ago: 420, key: 'tsh', fixed: { tsh: 2.31 } },
  ],
  visits: [
    {
      ago: 500,
      kind: 'follow-up',
      problem: 'hypothyroidism',
      who: 'novak',
      minute: 840,
      vitals: { sbp: 112, dbp: 70, pulse: 66, weight: 63.9 },
      text: true,
    },
    {
      ago: 240,
      kind: 'annual',
      who: 'novak',
      minute: 800,
      vitals: { sbp: 110, dbp: 68, pulse: 64, weight: 63.4, height: 170.4 },
      text: true,
    },
  ],
}

/** Ji-woo Park: screening and contraception this morning; yesterday seen by the student for a sprained ankle. */
export const park: Story = {
  person: {
    given: 'Ji-woo',
    family: 'Park',
    sex: 'female',
    age: 41,
    birthday: [11, 3],
    primary: 'novak',
    phone: '(206) 555-0195',
    email: 'jiwoo.park@mail.example',
    marital: 'married',
    address: { line: '902 Larch Dr', city: 'Alderbrook', postalCode: '98202' },
    contact: { given: 'Joon', family: 'Seo', phone: '(206) 555-0196', relationship: 'Spouse' },
    language: { code: 'ko', name: 'Korean' },
    heightScore: -0.1,
    bmi: 23.4,
    pressureScore: -0.3,
  },
  joined: 1500,
  body: { hemoglobin: 12.8, ferritin: 38 },
  problems: [
    ['contraception', 1400, 'Z30.41', 'Contraception, progestin pill'],
    ['vitaminD', 900],
  ],
  medicines: [
    {
      key: 'contraceptivePill',
      ago: 1400,
      for: 'contraception',
      stopped: 1390,
      because: 'Safer choice from 35: progestin only',
    },
    { key: 'progestinPill', ago: 1390, for: 'contraception' },
    { key: 'vitaminD', ago: 890, for: 'vitaminD' },
  ],
  tests: [
    { ago: 895, key: 'vitaminD', fixed: { vitaminD: 16 } },
    { ago: 500, key: 'vitaminD', fixed: { vitaminD: 36 } },
    { ago: 1130, key: 'pap', words: 'Negative for intraepithelial lesion' },
  ],
  visits: [
    {
      ago: 890,
      kind: 'annual',
      who: 'novak',
      minute: 620,
      vitals: { sbp: 112, dbp: 70, pulse: 72, weight: 59.8, height: 160.4 },
    },
    {
      ago: 498,
      kind: 'annual',
      who: 'novak',
      minute: 620,
      vitals: { sbp: 114, dbp: 72, pulse: 70, weight: 60.1, height: 160.5 },
      text: true,
    },
  ],
}

/** Priyanka Sharma: first pregnancy, 25 weeks, glucose screen due. */
export const sharma: Story = {
  person: {
    given: 'Priyanka',
    family: 'Sharma',
    preferred: 'Pri',
    sex: 'female',
    age: 30,
    birthday: [4, 2],
    primary: 'hale',
    phone: '(425) 555-0143',
    email: 'pri.sharma@mail.example',
    marital: 'married',
    address: { line: '1180 Rainier Ave', city: 'Alderbrook', postalCode: '98202' },
    contact: { given: 'Rohan', family: 'Sharma', phone: '(425) 555-0144', relationship: 'Spouse' },
    heightScore: -0.2,
    bmi: 25.2,
    pressureScore: -0.5,
  },
  joined: 900,
  body: { hemoglobin: 12.9, a1c: 5.2 },
  problems: [['pregnancy', 140]],
  medicines: [{ key: 'prenatal', ago: 150, for: 'pregnancy' }],
  tests: [{ ago: 110, key: 'cbc', fixed: { hgb: 11.8 }, by: 'hale' }],
  visits: [
    {
      ago: 108,
      kind: 'prenatal',
      problem: 'pregnancy',
      who: 'hale',
      minute: 540,
      vitals: { sbp: 106, dbp: 64, pulse: 80, weight: 62.4 },
    },
    {
      ago: 80,
      kind: 'prenatal',
      problem: 'pregnancy',
      who: 'hale',
      minute: 540,
      vitals: { sbp: 108, dbp: 64, pulse: 82, weight: 64.0 },
    },
    {
      ago: 45,
      kind: 'prenatal',
      problem: 'pregnancy',
      who: 'hale',
      minute: 560,
      vitals: { sbp: 106, dbp: 66, pulse: 84, weight: 66.1 },
      text: true,
    },
  ],
}

import type { Story } from './story.js'

/** Kola Adeyemi, 8: sore throat, strep test positive at the desk, with the doctor now. */
export const adeyemi: Story = {
  person: {
    given: 'Kola',
    family: 'Adeyemi',
    sex: 'male',
    age: 8,
    birthday: [1, 19],
    primary: 'novak',
    phone: '(206) 555-0171',
    address: { line: '19 Kestrel Ct', city: 'Cedar Flats', postalCode: '98217' },
    contact: { given: 'Folake', family: 'Adeyemi', phone: '(206) 555-0171', relationship: 'Mother' },
    heightScore: 0.5,
    weightScore: 0.2,
    pressureScore: 0,
  },
  joined: 2300,
  problems: [
    ['eczema', 1900],
    ['childAsthma', 1100],
  ],
  medicines: [
    { key: 'hydrocortisone', ago: 900, for: 'eczema' },
    { key: 'albuterol', ago: 1100, for: 'childAsthma' },
  ],
  visits: [
    { ago: 1020, kind: 'well-child', who: 'novak', minute: 920 },
    { ago: 650, kind: 'well-child', who: 'hale', minute: 900 },
    { ago: 300, kind: 'well-child', who: 'novak', minute: 940, text: true },
    { ago: 215, kind: 'follow-up', problem: 'childAsthma', who: 'hale', minute: 560, text: true },
  ],
}

/** Mateo Ríos-García, four months: well child visit with vaccines due. */
export const rios: Story = {
  person: {
    given: 'Mateo',
    family: 'Ríos-García',
    sex: 'male',
    age: 0,
    birthday: { daysAgo: 129 },
    primary: 'hale',
    phone: '(206) 555-0122',
    address: { line: '233 Mill Pond Ln, Apt 3', city: 'Alderbrook', postalCode: '98200' },
    contact: { given: 'Camila', family: 'García', phone: '(206) 555-0122', relationship: 'Mother' },
    language: { code: 'es', name: 'Spanish' },
    heightScore: 0.1,
    weightScore: -0.2,
  },
  joined: 122,
  visits: [
    { ago: 120, kind: 'well-child', who: 'hale', minute: 600 },
    { ago: 68, kind: 'well-child', who: 'hale', minute: 580, text: true },
  ],
}

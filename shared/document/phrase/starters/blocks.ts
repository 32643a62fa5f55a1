import type { StarterText } from './starter.js'

/** A finding of an examination: what is normal is offered first and never taken by itself. */
const finding = (what: string, ...found: string[]): string =>
  `${what}: {${[...found, 'not examined', '***'].join('|')}}.`

/** What a list takes by one key each: `0` all, a number one more or one less. Only what was picked is said. */
const several = (...options: string[]): string => `{*${options.join('|')}}`

/** Short notes, and blocks that other phrases use. */
export const blockStarters: readonly StarterText[] = [
  {
    name: 'refill',
    title: 'Medication refill',
    about: 'Renewal without a visit',
    kind: 'template',
    lines: `
      = Subjective
      Asks for {{medicine: medicine and dose}}. Takes it {as prescribed|***} for ***. Side effects: {none|***}.
      = Objective
      Last visit for this: ***. Last tests it needs: {none needed|***}.
      Allergies and interactions: {looked at, no conflict|not looked at|***}. Controlled: {no|yes, prescription monitoring looked at: ***|yes, prescription monitoring not looked at}.
      = Assessment and plan
      {Renewed until ***|Renewed once, visit needed|Not renewed: ***}.
      - Patient told: {by message|by phone|by pharmacy|not yet}
    `,
  },
  {
    name: 'phone',
    title: 'Telephone encounter',
    about: 'A call about the patient',
    kind: 'template',
    lines: `
      = Subjective
      Call on {{date}} with {the patient|parent|***}; name and birth date {checked|not checked: ***}. Number: ***.
      About: ***
      - Trouble breathing, chest pain, weakness, thoughts of suicide: {not asked|no|yes: ***}
      = Assessment and plan
      ***
      - {Care at home|Visit on ***|Urgent care today|911}
      - Caller understood and agrees: {yes|***}
      .returnprec
      Call by {{clinician}}, *** minutes.
    `,
  },
  {
    name: 'returnprec',
    title: 'Return precautions',
    about: 'When to come back',
    kind: 'phrase',
    lines: `Come back or call for {*fever above 38 °C (100.4 °F)|trouble breathing|pain that grows|vomiting that will not stop|not drinking|confusion or a very sleepy state|new rash|no better in *** days}. For an emergency call 911. {Understood and agreed|***}.`,
  },
  {
    name: 'ros',
    title: 'Review of systems',
    about: 'Only what was asked is said: 0 takes all, a number one',
    kind: 'phrase',
    lines: `
      Asked and denied: ${several(
        'fever or chills',
        'weight change',
        'chest pain or palpitations',
        'cough or breathlessness',
        'abdominal pain, vomiting or change of bowels',
        'urinary symptoms',
        'joint pain or rash',
        'headache, dizziness or weakness',
        'low mood or worry',
      )}.
      Present: {none of what was asked|***}.
    `,
  },
  {
    name: 'exam',
    title: 'Examination: by system',
    about: 'Only what was examined is said: 0 takes all, a number one',
    kind: 'phrase',
    lines: `
      Examined, as expected: ${several(
        'general: well, no distress',
        'ears and throat: drums pearly, throat not red',
        'neck: supple, no large nodes',
        'heart: regular, no murmur',
        'lungs: clear both sides',
        'abdomen: soft, not tender',
        'ankles: no swelling',
        'skin: no rash or wound',
        'nerves: awake, oriented, gait steady',
      )}.
      Not as expected: {nothing of what was examined|***}.
    `,
  },
  {
    name: 'examgen',
    title: 'Examination: general',
    about: 'One line; every finding is chosen',
    kind: 'phrase',
    lines: finding('General', 'well, no distress', 'ill', 'in pain'),
  },
  {
    name: 'examheent',
    title: 'Examination: ears, nose, throat, neck',
    about: 'Every finding is chosen',
    kind: 'phrase',
    lines: [
      finding('Ears', 'drums pearly, moving', 'left red and bulging', 'right red and bulging'),
      finding('Nose', 'clear', 'swollen, discharge'),
      finding('Throat', 'not red, no coating', 'red', 'red with coating', 'uvula off the middle'),
      finding('Neck', 'supple, no large nodes', 'tender front nodes', 'back nodes'),
    ].join(' '),
  },
  {
    name: 'examcv',
    title: 'Examination: heart and vessels',
    about: 'Every finding is chosen',
    kind: 'phrase',
    lines: [
      finding('Heart', 'regular, no murmur', 'irregular', 'murmur'),
      finding('Neck veins', 'not raised', 'raised'),
      finding('Ankles', 'no swelling', 'swelling'),
    ].join(' '),
  },
  {
    name: 'examresp',
    title: 'Examination: lungs',
    about: 'Every finding is chosen',
    kind: 'phrase',
    lines: [finding('Breathing', 'easy', 'labored'), finding('Lungs', 'clear both sides', 'wheeze', 'crackles')].join(
      ' ',
    ),
  },
  {
    name: 'examabd',
    title: 'Examination: abdomen',
    about: 'Every finding is chosen',
    kind: 'phrase',
    lines: [
      finding('Abdomen', 'soft, not tender', 'tender'),
      finding('Bowel sounds', 'present', 'absent'),
      finding('Liver, spleen, masses', 'none felt'),
    ].join(' '),
  },
  {
    name: 'examneuro',
    title: 'Examination: nerves',
    about: 'Every finding is chosen',
    kind: 'phrase',
    lines: [
      finding('Awake and oriented', 'yes', 'no'),
      finding('Cranial nerves', 'without deficit'),
      finding('Strength and sensation', 'equal, full'),
      finding('Reflexes', 'equal'),
      finding('Finger to nose, gait', 'steady', 'unsteady'),
    ].join(' '),
  },
  {
    name: 'examskin',
    title: 'Examination: skin',
    about: 'Every finding is chosen',
    kind: 'phrase',
    lines: finding('Skin', 'no rash or wound', 'rash', 'wound'),
  },
  {
    name: 'examfeet',
    title: 'Examination: feet in diabetes',
    about: 'Skin, pulses, monofilament',
    kind: 'phrase',
    lines: [
      finding('Skin and nails', 'whole', 'callus', 'ulcer'),
      finding('Foot pulses', 'felt both sides', 'left absent', 'right absent'),
      finding('Monofilament', 'felt at all sites', 'lost on the left', 'lost on the right'),
    ].join(' '),
  },
  {
    name: 'exampsych',
    title: 'Examination: mind',
    about: 'Appearance, mood, thought, danger',
    kind: 'phrase',
    lines: [
      finding('Appearance and contact', 'cared for, open', 'withdrawn'),
      finding('Speech', 'usual pace', 'slow', 'pressed'),
      'Mood, in their words: ***.',
      finding('Affect', 'full', 'flat', 'tearful', 'anxious'),
      finding('Thought', 'orderly', 'disordered'),
      'Thoughts of harming self or others: {denied when asked|present: ***|not asked}.',
    ].join(' '),
  },
]

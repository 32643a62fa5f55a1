/** What patients write about, and what the clinic answered where it has. `problem` ties it to a chart; without one, anybody. */
export interface MessageText {
  problem?: string
  adult?: boolean
  /** Parent writes for a child. */
  child?: boolean
  topic: string
  text: string
  answer?: string
  urgent?: boolean
}

export const messageTexts: readonly MessageText[] = [
  {
    problem: 'hypertension',
    topic: 'Home readings',
    text: 'My readings this week: 148/90, 152/88, 145/92, 150/86. Is that too high? I take the tablets every morning.',
    answer:
      'Thank you for measuring. That is a little above where we want it. Please keep going for another week, sitting for five minutes first, and we will talk at your visit.',
  },
  {
    problem: 'hypertension',
    topic: 'Swollen ankles',
    text: 'My ankles are puffy by the evening since the tablet was changed. Should I worry?',
    answer: 'That can come from amlodipine. Does it go down overnight? Any breathlessness?',
  },
  {
    problem: 'diabetes2',
    topic: 'Morning sugars',
    text: 'Fasting sugars are between 160 and 190 for two weeks now. Do I need more medicine?',
    answer: 'Thanks. Please send us three bedtime readings too, then we decide together.',
  },
  {
    problem: 'diabetes2',
    topic: 'Test strips',
    text: 'The pharmacy says the plan no longer covers my strips. Which ones can I get?',
    answer: 'We will send a prescription for the brand on your plan today.',
  },
  {
    problem: 'asthma',
    topic: 'Inhaler more often',
    text: 'I have used the blue inhaler four times a day since the weekend, the smoke is bad. Can I take more of the other one?',
    urgent: true,
    answer: 'Please use the preventer as on your action plan, amber zone, and come in today or tomorrow.',
  },
  {
    problem: 'childAsthma',
    child: true,
    topic: 'School form',
    text: 'The school needs the asthma action plan signed before Friday. Can I pick it up?',
    answer: 'It is at the front desk from tomorrow at 9.',
  },
  {
    problem: 'depression',
    topic: 'How the tablets go',
    text: 'Four weeks on the new dose. Sleeping better, still tired. Is it fine to stay on it until we meet?',
    answer:
      'Good to hear about the sleep. Yes, please stay on it; tiredness often lifts in the coming weeks. Call at once if your mood drops.',
  },
  {
    problem: 'anxiety',
    topic: 'Flying next month',
    text: 'I have a long flight in three weeks and worry already. Is there something I could do?',
    answer: 'Let us plan a short video visit, and try the breathing exercise twice a day until then.',
  },
  {
    problem: 'hypothyroidism',
    topic: 'Thyroid test',
    text: 'When should I have the next thyroid blood test? I changed to taking it at night.',
    answer: 'Six weeks after the change, any morning, no need to fast.',
  },
  {
    problem: 'gerd',
    topic: 'Heartburn tablets',
    text: 'I tried to stop the reflux medicine and the burning came back after three days. Go back on it?',
    answer: 'Yes, once a day before breakfast for a month, then every other day for two weeks before stopping.',
  },
  {
    problem: 'migraine',
    topic: 'More headaches',
    text: 'I have had six migraines this month and took the tablet each time. Is that too many?',
    answer: 'That is more than we like. Please book a visit to talk about prevention.',
  },
  {
    problem: 'kneeArthritis',
    topic: 'Knee injection',
    text: 'You mentioned an injection for my knee. I would like to try before the holidays.',
    answer: 'We can do that. The front desk will call to find a time.',
  },
  {
    problem: 'atrialFibrillation',
    topic: 'Dentist',
    text: 'I am having a tooth out on Thursday. Do I stop the blood thinner?',
    urgent: true,
    answer: 'Please do not stop it by yourself. We will speak to the dentist today.',
  },
  {
    problem: 'copd',
    topic: 'Coughing more',
    text: 'Cough and yellow sputum for three days, more breathless on the stairs. I have the rescue pack at home.',
    urgent: true,
    answer: 'Please start the rescue pack and come in tomorrow morning.',
  },
  {
    problem: 'heartFailure',
    topic: 'Weight going up',
    text: 'Weight up 2 kilos since Monday, ankles a bit swollen, sleeping flat.',
    urgent: true,
    answer: 'Thank you. Please take one extra water tablet at noon today and tomorrow, and weigh again.',
  },
  {
    problem: 'pregnancy',
    topic: 'Itchy hands',
    text: 'My hands and feet itch at night, no rash. Is that normal?',
    urgent: true,
    answer: 'Please come for a blood test today, it is probably harmless but we want to be sure.',
  },
  {
    problem: 'contraception',
    topic: 'Missed pill',
    text: 'I missed two pills over the weekend. What do I do now?',
    answer: 'Take the last missed one now, carry on as usual, and use condoms for seven days.',
  },
  {
    problem: 'eczema',
    topic: 'Skin flare',
    text: 'The eczema is back behind the knees, the cream helps but it returns when we stop.',
    answer: 'Try twice a week for a month on the usual places after it has cleared.',
  },
  {
    problem: 'gout',
    topic: 'Toe again',
    text: 'Big toe red and hot since last night. Can I take the tablets from last time?',
    urgent: true,
    answer: 'Yes, as on the label, and drink plenty. Keep taking allopurinol.',
  },
  {
    adult: true,
    topic: 'Flu shot',
    text: 'Do you have flu shots this week, and can my husband come along?',
    answer: 'Yes, every day between 13:00 and 15:00, no appointment.',
  },
  {
    adult: true,
    topic: 'Result question',
    text: 'I saw a result in the portal marked with an H. Is that something to worry about?',
    answer: 'It is only just above the range and has been there before. We will go over it at your next visit.',
  },
  {
    adult: true,
    topic: 'Work note',
    text: 'My employer needs a note that I can lift up to 20 pounds again.',
    answer: 'The note is ready at the front desk.',
  },
  {
    adult: true,
    topic: 'Cough will not go',
    text: 'Still coughing two weeks after the cold, dry, no fever. Anything I should take?',
    answer: 'Honey and time, mostly. Come in if you get a fever, feel breathless, or it is not gone in two more weeks.',
  },
  {
    adult: true,
    topic: 'Travel vaccines',
    text: 'We fly to Kenya in February. Which vaccines do we need and when?',
    answer: 'Please book a travel visit at least six weeks before.',
  },
  {
    adult: true,
    topic: 'Referral letter',
    text: 'The specialist says they have not received the letter yet.',
    answer: 'We have sent it again this morning and asked them to call you.',
  },
  {
    child: true,
    topic: 'Fever since last night',
    text: 'Fever 38.9 since last night, drinking, a little runny nose. Do we need to come in?',
    answer: 'If drinking and playing in between, wait and see. Come in if it lasts three days or you are worried.',
  },
  {
    child: true,
    topic: 'Vaccine record',
    text: 'Could I have a copy of the vaccine record for camp?',
    answer: 'It is in the portal under documents now.',
  },
  {
    child: true,
    topic: 'Picky eating',
    text: 'Only eats pasta and apples lately. Is a vitamin a good idea?',
    answer: 'Growth is fine, so no worry. Keep offering without pressure; we talk about it at the check-up.',
  },
]

/** Work for the front desk, without a clinical side. */
export const frontDeskTexts: readonly string[] = [
  'Insurance card expired: ask for the new one',
  'Address returned by the post office: confirm at next visit',
  'Wants records sent to an orthopaedic office; release form to sign',
  'Book annual visit, prefers mornings',
  'Interpreter to be booked for next visit',
  'Copay of $25 open since the last visit',
  'Voicemail: wants to change next week’s time',
  'School physical form to hand out, signed',
  'Possible duplicate chart: same name, other birth date; compare before merging',
  'Emergency contact missing',
  'Portal sign-up: resend the link',
  'Prior authorisation: plan asks for the form again',
  'Wheelchair access asked for: book Room 1',
  'Call to confirm tomorrow’s visit, no answer twice',
]

/** Calls to make, by whose work they are. */
export const callTexts = {
  clinical: [
    'Call with normal results, prefers the telephone',
    'Call back about side effects of the new tablet',
    'Call pharmacy: dose on the label is not ours',
    'Call after emergency department visit yesterday',
    'Call back: wants to talk about stopping a tablet',
    'Call back after the missed video visit',
    'Call with vaccine dates for travel',
  ],
  desk: [
    'Call to move next week’s visit, clinician away',
    'Call with directions and parking',
    'Call about the form left at the desk',
    'Call back: wants an earlier visit',
    'Call to confirm the new telephone number',
  ],
  laboratory: [
    'Call: first tube clotted, second draw needed',
    'Call back about fasting before the test',
    'Call to book the glucose tolerance test, two hours',
    'Call back: which entrance for the early draw',
  ],
} as const

export const referralTexts: readonly (readonly [to: string, problem?: string])[] = [
  ['cardiology', 'atrialFibrillation'],
  ['ophthalmology, retinal photograph', 'diabetes2'],
  ['gastroenterology, colonoscopy'],
  ['orthopaedics', 'kneeArthritis'],
  ['nephrology', 'ckd'],
  ['dermatology', 'psoriasis'],
  ['physiotherapy', 'backPain'],
  ['sleep clinic', 'sleepApnea'],
  ['counselling', 'depression'],
  ['speech therapy', 'speechDelay'],
]

import type { StarterText } from './starter.js'

/** Replies to patients: plain words, what to do next, and when to call. */
export const replyStarters: readonly StarterText[] = [
  {
    name: 'replynormal',
    title: 'Results are back',
    about: 'With nothing to do',
    kind: 'reply',
    lines: `
      Hello {{first}},
      Your results are back: ***. {They are normal, and nothing needs to change.|Nothing needs to change now.}
      {{clinician}}
    `,
  },
  {
    name: 'replyrepeat',
    title: 'A result to repeat',
    about: 'A value that is to be checked again',
    kind: 'reply',
    lines: `
      Hello {{first}},
      Your *** was {a little high|a little low|unclear}. Please come back for a repeat blood test {this week|in two weeks|in ***}. You can go on with your medicines as before.
      {{clinician}}
    `,
  },
  {
    name: 'replya1c',
    title: 'HbA1c result',
    about: 'With the value from the chart',
    kind: 'reply',
    lines: `
      Hello {{first}},
      Your long-term sugar test is back: @a1c. {That is at your goal; please go on as you are.|That is above your goal; let us talk about it at a visit.}
      {{clinician}}
    `,
  },
  {
    name: 'replypotassium',
    title: 'Potassium result',
    about: 'With the value from the chart',
    kind: 'reply',
    lines: `
      Hello {{first}},
      Your blood test shows: @potassium. Please *** and come for a repeat blood test {today|tomorrow|in ***}. If your heart races or skips, or you feel weak or faint, call 911.
      {{clinician}}
    `,
  },
  {
    name: 'replyrefill',
    title: 'Refill sent',
    about: 'The prescription has gone to the pharmacy',
    kind: 'reply',
    lines: `
      Hello {{first}},
      Your refill of *** has been sent to your pharmacy. Please call them before you go.
      {{clinician}}
    `,
  },
  {
    name: 'replyvisit',
    title: 'Please book a visit',
    about: 'Better talked about than written',
    kind: 'reply',
    lines: `
      Hello {{first}},
      Thank you for writing. I would like to see you about this. Please book {an office visit|a video visit|a telephone visit} within {a few days|two weeks|***}. If it gets worse before then, call us.
      {{clinician}}
    `,
  },
  {
    name: 'replyurgent',
    title: 'Not for the portal',
    about: 'Something that cannot wait for an answer',
    kind: 'reply',
    lines: `
      Hello {{first}},
      What you describe should not wait for messages. Please {call us now|come in today|go to the emergency department|call 911 now}.
      {{clinician}}
    `,
  },
]

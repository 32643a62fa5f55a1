/** The words after a slash that say what kind of thing is meant; the first of each is shown. */
export const commandWords = {
  diagnosis: ['dx', 'diagnosis', 'problem'],
  medicine: ['rx', 'medicine', 'med', 'prescribe', 'start'],
  renew: ['renew', 'refill'],
  change: ['change', 'increase', 'decrease'],
  stop: ['stop', 'discontinue'],
  laboratory: ['lab', 'labs', 'test'],
  imaging: ['imaging', 'xray', 'x-ray', 'scan'],
  referral: ['refer', 'referral'],
  vaccine: ['vaccine', 'imm', 'shot'],
  followUp: ['fu', 'follow', 'follow-up', 'followup', 'return', 'rtc'],
  task: ['task', 'todo', 'ask'],
  person: ['person', 'colleague'],
} as const satisfies Record<string, readonly string[]>

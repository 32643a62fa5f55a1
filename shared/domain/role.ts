/** The practice roles Rounds knows; codes of `https://rounds.example/fhir/role`. */
export const roles = [
  'physician',
  'nurse-practitioner',
  'supervised-clinician',
  'medical-assistant',
  'front-desk',
  'phlebotomist',
] as const
export type Role = (typeof roles)[number]

export const roleTitles: Record<Role, string> = {
  physician: 'Physician',
  'nurse-practitioner': 'Nurse practitioner',
  'supervised-clinician': 'Clinician under supervision',
  'medical-assistant': 'Medical assistant',
  'front-desk': 'Front desk',
  phlebotomist: 'Phlebotomist',
}

/** Things a person may or may not do here; the server enforces its own rules besides. */
export type Permission =
  | 'chart.read'
  | 'note.write'
  | 'note.sign'
  | 'vitals.write'
  | 'patient.register'
  | 'patient.update'
  | 'visit.check-in'
  | 'visit.room'
  | 'visit.see'
  | 'task.work'
  | 'draw.collect'
  /** Phrases and templates of the whole clinic. */
  | 'phrase.clinic'
  /** Review results, alone or many at once. */
  | 'result.review'
  /** Look at what a supervised colleague concluded from a critical result. */
  | 'result.co-review'
  /** Order tests and visits from the inbox, renew or stop medicines: at once, with no co-signature. Who is supervised orders in a note. */
  | 'order.write'
  | 'message.patient'
  /** Decide whose a result is that was held. */
  | 'identity.decide'
  /** Change who gets which work, and for whom somebody else stands in. */
  | 'work.rules'
  /** See how work waits, by kind and owner. */
  | 'work.insight'

const everyone: Permission[] = ['chart.read', 'task.work']
const granted: Record<Role, readonly Permission[]> = {
  physician: [
    ...everyone,
    'note.write',
    'note.sign',
    'vitals.write',
    'patient.register',
    'patient.update',
    'visit.check-in',
    'visit.room',
    'visit.see',
    'draw.collect',
    'phrase.clinic',
    'result.review',
    'result.co-review',
    'order.write',
    'message.patient',
    'identity.decide',
    'work.rules',
    'work.insight',
  ],
  'nurse-practitioner': [
    ...everyone,
    'note.write',
    'note.sign',
    'vitals.write',
    'patient.register',
    'patient.update',
    'visit.check-in',
    'visit.room',
    'visit.see',
    'draw.collect',
    'phrase.clinic',
    'result.review',
    'result.co-review',
    'order.write',
    'message.patient',
    'identity.decide',
    'work.rules',
    'work.insight',
  ],
  'supervised-clinician': [
    ...everyone,
    'note.write',
    'note.sign',
    'vitals.write',
    'patient.register',
    'patient.update',
    'visit.check-in',
    'visit.room',
    'visit.see',
    'draw.collect',
    'result.review',
    'message.patient',
  ],
  'medical-assistant': [
    ...everyone,
    'note.write',
    'vitals.write',
    'patient.register',
    'patient.update',
    'visit.check-in',
    'visit.room',
    'draw.collect',
    'message.patient',
    'identity.decide',
  ],
  'front-desk': [...everyone, 'patient.register', 'patient.update', 'visit.check-in', 'visit.room', 'message.patient'],
  phlebotomist: [...everyone, 'visit.check-in', 'draw.collect'],
}

/** Whether a role may do a thing. */
export const may = (role: Role, permission: Permission): boolean => granted[role].includes(permission)

/** Whether what this role signs waits for a colleague's co-signature: residents, students, assistants under supervision. */
export const isSupervised = (role: Role): boolean => role === 'supervised-clinician'

/** Whether a role signs on its own account and so may vouch for a supervised colleague. */
export const coSigns = (role: Role): boolean => may(role, 'note.sign') && !isSupervised(role)

/** Whether a colleague's role, by its code, is one that signs notes. */
export const signsNotes = (role: string): boolean =>
  (roles as readonly string[]).includes(role) && may(role as Role, 'note.sign')

/** Where each role lands after sign-in: the screen it works from. */
export const homeOf: Record<Role, 'today' | 'draws'> = {
  physician: 'today',
  'nurse-practitioner': 'today',
  'supervised-clinician': 'today',
  'medical-assistant': 'today',
  'front-desk': 'today',
  phlebotomist: 'draws',
}

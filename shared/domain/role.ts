/** The practice roles Rounds knows; codes of `https://rounds.example/fhir/role`. */
export const roles = ['physician', 'nurse-practitioner', 'medical-assistant', 'front-desk', 'phlebotomist'] as const
export type Role = (typeof roles)[number]

export const roleTitles: Record<Role, string> = {
  physician: 'Physician',
  'nurse-practitioner': 'Nurse practitioner',
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
  ],
  'front-desk': [...everyone, 'patient.register', 'patient.update', 'visit.check-in', 'visit.room'],
  phlebotomist: [...everyone, 'visit.check-in', 'draw.collect'],
}

/** Whether a role may do a thing. */
export const may = (role: Role, permission: Permission): boolean => granted[role].includes(permission)

/** Where each role lands after sign-in: the screen it works from. */
export const homeOf: Record<Role, 'today' | 'draws'> = {
  physician: 'today',
  'nurse-practitioner': 'today',
  'medical-assistant': 'today',
  'front-desk': 'today',
  phlebotomist: 'draws',
}

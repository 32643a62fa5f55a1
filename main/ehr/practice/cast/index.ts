import { bianchi, haddad, wojcik } from './adults.js'
import { adeyemi, rios } from './children.js'
import { clarke, obrien, whitaker } from './elders.js'
import { okafor } from './okafor.js'
import { romero } from './romero.js'
import type { Story } from './story.js'
import { lindqvist, nguyen, park, sharma } from './women.js'

/** Patients 1 to 14, in order. */
export const cast: readonly Story[] = [
  okafor,
  romero,
  bianchi,
  nguyen,
  adeyemi,
  haddad,
  lindqvist,
  park,
  whitaker,
  clarke,
  rios,
  sharma,
  wojcik,
  obrien,
]

/** Numbers of the cast, by who they are. */
export const who = {
  okafor: 1,
  romero: 2,
  bianchi: 3,
  nguyen: 4,
  adeyemi: 5,
  haddad: 6,
  lindqvist: 7,
  park: 8,
  whitaker: 9,
  clarke: 10,
  rios: 11,
  sharma: 12,
  wojcik: 13,
  obrien: 14,
} as const

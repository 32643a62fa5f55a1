import { parseArgs } from 'node:util'

/** What Rounds was told on the command line. */
export interface Flags {
  /** The folder that holds everything of this workstation. */
  profile?: string
  /** Address of the EHR; without one the practice clinic is started. */
  ehr?: string
  /** The embedded EHR's: how many patients, from which seed, on which port. */
  patients: number
  seed: number
  port?: number
  /** Where to save a picture of the first screen, on a machine without a display. */
  firstScreen?: string
}

const wholeNumber = (text: unknown): number | undefined =>
  typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : undefined

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** Reads the flags out of a command line that also carries Electron's and Chromium's own. */
export const readFlags = (argv: string[], env: Record<string, string | undefined>): Flags => {
  const { values } = parseArgs({
    args: argv,
    strict: false,
    options: {
      profile: { type: 'string' },
      ehr: { type: 'string' },
      patients: { type: 'string' },
      seed: { type: 'string' },
      port: { type: 'string' },
      'first-screen': { type: 'string' },
    },
  })
  return {
    profile: text(values.profile),
    ehr: text(values.ehr),
    patients: wholeNumber(values.patients) ?? wholeNumber(env.ROUNDS_PATIENTS) ?? 2000,
    seed: wholeNumber(values.seed) ?? 1,
    port: wholeNumber(values.port),
    firstScreen: text(values['first-screen']),
  }
}

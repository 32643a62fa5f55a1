import { accessSync, constants, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { app } from 'electron'
import type { Flags } from './flags.js'

/** The folder of this start: the one asked for, else one per user, apart for the practice clinic and a real EHR. */
export const profileFolder = (flags: Flags): string =>
  flags.profile ? resolve(flags.profile) : join(app.getPath('appData'), flags.ehr ? 'Rounds' : 'Rounds practice')

/** For tests of the shell alone: a folder of stand-ins for core and EHR that any utility process can run. */
export const testServices = (): string | undefined => (app.isPackaged ? undefined : process.env.ROUNDS_TEST_SERVICES)

/** The bundles of the app, as files Node can read: outside the archive when packaged. */
export const bundles = () => {
  const base = join(__dirname, '..')
  const unpacked = base.replace(/app\.asar(?=[\\/]|$)/, 'app.asar.unpacked')
  const instead = testServices()
  return {
    renderer: join(base, 'renderer'),
    core: instead ? join(instead, 'core.cjs') : join(unpacked, 'core/entry.mjs'),
    ehr: instead ? join(instead, 'ehr.cjs') : join(unpacked, 'ehr/entry.mjs'),
  }
}

/** The profile's own place for Chromium's files; where the profile cannot be written, one that is thrown away. */
const chromiumFolder = (profile: string): string => {
  const folder = join(profile, 'browser')
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
    return folder
  } catch {
    // The window must open all the same, to say what is wrong.
    return mkdtempSync(join(tmpdir(), 'rounds-'))
  }
}

/**
 * Has Chromium keep its own files inside the profile, too. They hold no page content: nothing is cached. The
 * lock that lets one instance run per profile lies there as well.
 */
export const moveChromiumInto = (profile: string): void => {
  const folder = chromiumFolder(profile)
  app.setPath('userData', folder)
  app.setPath('crashDumps', join(folder, 'crashes'))
  app.commandLine.appendSwitch('disable-http-cache')
  app.commandLine.appendSwitch('disable-breakpad')
}

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

/**
 * Has Chromium keep its own files inside the profile, too. They hold no page content: nothing is cached. The
 * lock that lets one instance run per profile lies there as well.
 */
export const moveChromiumInto = (profile: string): void => {
  app.setPath('userData', join(profile, 'browser'))
  app.setPath('crashDumps', join(profile, 'browser', 'crashes'))
  app.commandLine.appendSwitch('disable-http-cache')
  app.commandLine.appendSwitch('disable-breakpad')
}

import { join, resolve } from 'node:path'
import { app } from 'electron'
import type { Flags } from './flags.js'

/** The folder of this start: the one asked for, else one per user, apart for the practice clinic and a real EHR. */
export const profileFolder = (flags: Flags): string =>
  flags.profile ? resolve(flags.profile) : join(app.getPath('appData'), flags.ehr ? 'Rounds' : 'Rounds practice')

/** The bundles of the app, as files Node can read: outside the archive when packaged. */
export const bundles = () => {
  const base = join(__dirname, '..')
  const unpacked = base.replace(/app\.asar(?=[\\/]|$)/, 'app.asar.unpacked')
  return {
    renderer: join(base, 'renderer'),
    core: join(unpacked, 'core/entry.mjs'),
    ehr: join(unpacked, 'ehr/entry.mjs'),
  }
}

/**
 * Has Chromium keep its own files inside the profile, too. They hold no page content: sessions are in memory. The
 * lock that lets one instance run per profile lies there as well.
 */
export const moveChromiumInto = (profile: string): void => {
  app.setPath('userData', join(profile, 'browser'))
  app.setPath('crashDumps', join(profile, 'browser', 'crashes'))
  app.commandLine.appendSwitch('disable-http-cache')
  app.commandLine.appendSwitch('disable-breakpad')
}

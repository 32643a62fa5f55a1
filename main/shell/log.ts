import { join } from 'node:path'
import { app } from 'electron'
import log from 'electron-log/main'
import { type Facts, redact } from './redact.js'

const twoMegabytes = 2 * 1024 * 1024

/** Writes what happened, by name, with codes and durations; see `redact` for what may be in it. */
export type Log = (event: string, facts?: Facts) => void

/** Logs to `logs/rounds.log` in the profile, rotated at 2 MB; in development to the terminal as well. */
export const openLog = (folder: string): Log => {
  log.transports.file.resolvePathFn = () => join(folder, 'logs', 'rounds.log')
  log.transports.file.maxSize = twoMegabytes
  log.transports.file.format = '{y}-{m}-{d}T{h}:{i}:{s}.{ms} {text}'
  log.transports.console.level = app.isPackaged ? false : 'info'
  log.transports.console.format = '{text}'
  return (event, facts = {}) => log.info(redact(event, facts))
}

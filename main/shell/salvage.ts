import { join } from 'node:path'
import { type BrowserWindow, dialog } from 'electron'
import type { SalvageOutcome } from '../../shared/contract/shell.js'
import type { CoreToShell, ShellToCore } from '../../shared/contract/wire.js'
import type { ServiceRunner } from './service/service.js'

/** The profile that does not open, and its key. */
export interface SalvageFacts {
  profile: string
  keyHex: string
}

/**
 * Writes what is unsent into a folder of its own where the person chooses, by a process of its own: the core of this
 * profile could not start. The files are not encrypted; the page has said so before it asks.
 */
export const salvage = async (
  window: BrowserWindow,
  runner: ServiceRunner,
  module: string,
  facts: SalvageFacts,
): Promise<SalvageOutcome> => {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Where the copy goes',
    buttonLabel: 'Save here',
    properties: ['openDirectory', 'createDirectory'],
  })
  const [place] = filePaths
  if (canceled || !place) return { outcome: 'cancelled' }
  const moment = new Date().toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '-')
  const folder = join(place, `Rounds unsent ${moment}`)
  return new Promise((resolve) => {
    const service = runner.start(module, 'Rounds salvage')
    const end = (outcome: SalvageOutcome) => {
      resolve(outcome)
      service.kill()
    }
    service.onMessage((said) => {
      const message = said as CoreToShell
      if (message.t === 'salvaged') {
        const { t: _t, ...what } = message
        end({ outcome: 'saved', folder, ...what })
      } else if (message.t === 'not-salvaged') end({ outcome: 'failed', message: message.message })
    })
    service.onExit(() => resolve({ outcome: 'failed', message: 'Rounds stopped while it was reading the data.' }))
    service.post({ t: 'salvage', ...facts, out: folder } satisfies ShellToCore)
  })
}

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserWindow } from 'electron'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { saveFile } from '../../main/shell/save-file.js'

const asked: { defaultPath?: string }[] = []
let chosen: { canceled: boolean; filePath?: string }
vi.mock('electron', () => ({
  dialog: {
    showSaveDialog: async (_window: unknown, options: { defaultPath?: string }) => {
      asked.push(options)
      return chosen
    },
  },
}))

const window = {} as BrowserWindow
const pdf = Buffer.from('%PDF-1.7\nwords').toString('base64')
let folder = ''
beforeEach(() => {
  asked.length = 0
  folder = mkdtempSync(join(tmpdir(), 'rounds-save-'))
  chosen = { canceled: false, filePath: join(folder, 'a.pdf') }
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
})

test('a PDF is saved whole where the person chose, under a name that says nothing of a patient', async () => {
  expect(await saveFile(window, pdf)).toBe('saved')
  expect(readFileSync(join(folder, 'a.pdf'), 'latin1')).toBe('%PDF-1.7\nwords')
  expect(asked[0]?.defaultPath).toMatch(/^Rounds file \d{4}-\d\d-\d\d\.pdf$/)
})

test('what is no PDF is never asked about nor saved, and nothing is left of a wish that was cancelled or failed', async () => {
  expect(await saveFile(window, Buffer.from('MZ program').toString('base64'))).toBe('failed')
  expect(asked).toEqual([])
  chosen = { canceled: true }
  expect(await saveFile(window, pdf)).toBe('cancelled')
  chosen = { canceled: false, filePath: join(folder, 'gone', 'a.pdf') }
  expect(await saveFile(window, pdf)).toBe('failed')
  expect(readdirSync(folder)).toEqual([])
})

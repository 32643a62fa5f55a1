// @vitest-environment jsdom
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { CopyMade } from '../../../shared/contract/views/clipboard.js'
import { asLocalId } from '../../../shared/kernel/ids.js'
import { FakeCore, settled } from '../support/fakeCore.js'

const amara = asLocalId('00000000-0000-4000-8000-000000000001')
const luis = asLocalId('00000000-0000-4000-8000-000000000002')
const names = { [amara]: 'Okafor, Amara J.', [luis]: 'Romero, Luis' }
let copies: CopyMade[] = []
const core = new FakeCore({
  queries: { 'clipboard.copies': () => copies },
  commands: {
    'patient.open': () => null,
    'clipboard.copied': ({ patient, ...copy }: { patient: typeof amara; token: string; print: string }) => {
      copies = [{ ...copy, patient: { id: patient, name: names[patient] ?? '' } }, ...copies]
      return null
    },
  },
})
let clipboard: typeof import('../../../renderer/data/clipboard.js')
let connection: typeof import('../../../renderer/data/connection.js')

beforeAll(async () => {
  Object.defineProperty(window, 'rounds', { value: core.bridge })
  clipboard = await import('../../../renderer/data/clipboard.js')
  connection = await import('../../../renderer/data/connection.js')
  core.start()
  clipboard.followCopies(window)
  await settled()
})
beforeEach(() => document.body.replaceChildren())

class Data {
  readonly held = new Map<string, string>()
  getData = (kind: string) => this.held.get(kind) ?? ''
  setData = (kind: string, text: string) => void this.held.set(kind, text)
}

/** Copies as an editor does, which puts its own HTML there, or as the browser does, which puts nothing there yet. */
async function copy(text: string, html?: string, place: Element = document.body): Promise<Data> {
  const data = new Data()
  const event = Object.assign(new Event('copy', { bubbles: true, cancelable: true }), { clipboardData: data })
  if (html) {
    data.setData('text/html', html)
    data.setData('text/plain', text)
    event.preventDefault()
  } else vi.spyOn(window, 'getSelection').mockReturnValue({ toString: () => text } as Selection)
  place.dispatchEvent(event)
  await settled()
  core.changed()
  await settled()
  return data
}

const shows = async (patient: typeof amara | null) => {
  connection.bindPatient(patient)
  await settled()
}

test('what an editor copied is known by its mark, which names nobody', async () => {
  await shows(amara)
  const data = await copy('Walks daily', '<p data-pm-slice="1 1 []">Walks daily</p>')
  const html = data.getData('text/html')
  expect(html).toMatch(/^<meta name="rounds-copy" content="[\da-f-]{36}"><p data-pm-slice/)
  expect(html).not.toMatch(/okafor|amara/i)
  expect(html).not.toContain(amara)
  expect(clipboard.pastedFromAnother(html, 'other words', luis)?.patient?.name).toBe('Okafor, Amara J.')
  expect(clipboard.pastedFromAnother(html, 'other words', amara)).toBeUndefined()
})

test('plain text is known again whatever became of its spaces', async () => {
  await shows(luis)
  const data = await copy('Carvedilol 12.5 mg\n\ttwice daily')
  expect(data.held.size).toBe(0)
  const from = clipboard.pastedFromAnother('', 'Carvedilol  12.5 mg twice daily', amara)
  expect(from?.patient?.name).toBe('Romero, Luis')
  expect(clipboard.pastedFromAnother('<b>Carvedilol</b>', 'Carvedilol 25 mg', amara)).toBeUndefined()
})

test('the same words copied from both are those of the last', async () => {
  await shows(luis)
  await copy('No chest pain')
  await shows(amara)
  await copy('No chest pain')
  expect(clipboard.pastedFromAnother('', 'No chest pain', amara)).toBeUndefined()
  expect(clipboard.pastedFromAnother('', 'No chest pain', luis)?.patient?.id).toBe(amara)
})

test('what was copied in a signed note is known by that note, here and in other windows, for its patient alone', async () => {
  await shows(amara)
  const from = { note: asLocalId('00000000-0000-4000-8000-000000000009'), date: '2026-06-03' }
  const place = document.body.appendChild(document.createElement('p'))
  Object.assign(place.dataset, { copiedFrom: clipboard.copiedFrom(from)['data-copied-from'] })
  await copy('Sleeps on two pillows', undefined, place)
  expect(copies[0]?.note).toEqual(from)
  expect(clipboard.pastedFromNote('', 'Sleeps on two pillows', amara)).toEqual(from)
  expect(clipboard.pastedFromNote('', 'Sleeps on two pillows', luis)).toBeUndefined()
  await copy('Sleeps on two pillows')
  expect(clipboard.pastedFromNote('', 'Sleeps on two pillows', amara)).toBeUndefined()
})

test('what other windows copied counts too', async () => {
  const token = crypto.randomUUID()
  copies = [{ token, print: clipboard.printOf('From afar'), patient: { id: luis, name: 'Romero, Luis' } }, ...copies]
  core.changed()
  await settled()
  expect(clipboard.pastedFromAnother('', 'From afar', amara)?.patient?.id).toBe(luis)
})

test('a mark nobody knows any more is asked about without a name', () => {
  const html = `<meta name="rounds-copy" content="${crypto.randomUUID()}"><p>x</p>`
  expect(clipboard.pastedFromAnother(html, 'x', amara)).toEqual({})
})

test('a copy the core has not told of is known in this window all the same', async () => {
  await shows(luis)
  core.commands['clipboard.copied'] = () => null
  await copy('Only known here')
  expect(clipboard.pastedFromAnother('', 'only known here', amara)).toEqual({})
  expect(clipboard.pastedFromAnother('', 'only known here', luis)).toBeUndefined()
})

test('where no patient is shown, nothing is noted; a word of three letters says nothing', async () => {
  await shows(null)
  const before = copies.length
  await copy('A list of phone numbers')
  expect(copies.length).toBe(before)
  expect(clipboard.pastedFromAnother('', 'A list of phone numbers', amara)).toBeUndefined()
  expect(clipboard.pastedFromAnother('', 'bid', amara)).toBeUndefined()
})

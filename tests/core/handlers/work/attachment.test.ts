import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { from, MessageDesk } from '../support/message-desk.js'

let station: MessageDesk
beforeEach(() => {
  station = new MessageDesk()
})
afterEach(() => station.stop())

describe('a file that came with a message', () => {
  const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(50)])
  const open = async (attachment: object) => {
    station.receive(from('file', { payload: [{ contentString: 'Look' }, { contentAttachment: attachment }] }))
    return { message: station.said('file'), index: 0 }
  }

  it('is shown where it is what it says it is', async () => {
    const data = png.toString('base64')
    const asked = await open({ contentType: 'image/png', data, title: 'Rash' })
    expect(station.ask('thread.view', { root: station.said('file') })?.messages[0]?.attachments).toMatchObject([
      { title: 'Rash', form: 'picture' },
    ])
    expect(await station.do('attachment.open', asked)).toEqual({ form: 'picture', contentType: 'image/png', data })
  })

  it.each([
    ['a page called a picture', { contentType: 'image/png', data: Buffer.from('<html>').toString('base64') }],
    ['no base64', { contentType: 'image/png', data: '%%%' }],
    ['nothing at all', { contentType: 'image/png', data: '' }],
    ['a program called a text', { contentType: 'text/plain', data: Buffer.from([0, 1, 2]).toString('base64') }],
    ['one that says it is too large', { contentType: 'image/png', data: png.toString('base64'), size: 11_000_000 }],
    ['one on another computer', { contentType: 'image/png', url: 'https://elsewhere.example/fhir/Binary/1' }],
    ['one that is no file of the EHR', { contentType: 'image/png', url: 'Patient/amara' }],
  ])('is not opened: %s', async (_what, attachment) => {
    const asked = await open(attachment)
    expect(['invalid', 'not-found']).toContain((await station.refused('attachment.open', asked)).code)
  })

  it('kept in the EHR is said to need it, while it cannot be reached', async () => {
    const asked = await open({ contentType: 'image/png', url: 'Binary/b1' })
    expect((await station.refused('attachment.open', asked)).code).toBe('offline-needed')
  })
})

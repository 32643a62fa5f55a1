import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MessageDesk } from '../support/message-desk.js'

let station: MessageDesk
beforeEach(() => {
  station = new MessageDesk()
})
afterEach(() => station.stop())

describe('what was being written', () => {
  const drafts = () => station.ask('work.drafts', {}).map(({ task: where, text }) => `${where}: ${text}`)
  const write = (where: string, what: string, text: string) => station.do('work.draft', { task: where, what, text })
  const undo = async () => {
    const [last] = station.ask('deed.list', {})
    await station.do('deed.undo', { deed: last?.id ?? '' })
  }

  it('is used up where it was written and nowhere else, and comes back with the undo', async () => {
    await station.open(station.amara)
    await write('here', 'reply', 'Halve it.')
    await write(station.amara, 'reply', 'Another answer')
    await write(`new ${station.amara}`, 'reply', 'A letter I am writing')
    const others = drafts().slice(1)
    await station.do('message.send', {
      patient: station.amara,
      answers: station.said('m3'),
      text: 'Halve it.',
      draft: 'here',
    })
    expect(drafts()).toEqual(others)
    await undo()
    expect(drafts().sort()).toEqual(['here: Halve it.', ...others].sort())
  })

  it('for colleagues, or told by another way, comes back with the undo too', async () => {
    await station.open(station.luis)
    await write('there', 'team', 'Could you ring?')
    const hale = [station.id('Practitioner', 'hale')]
    await station.do('team-message.send', { patient: station.luis, to: hale, text: 'Could you ring?', draft: 'there' })
    expect(drafts()).toEqual([])
    await undo()
    expect(drafts()).toEqual(['there: Could you ring?'])
    await write('here', 'reply', 'Come in today')
    await station.do('message.instead', { patient: station.luis, way: 'call', text: 'Come in today', draft: 'here' })
    expect(drafts()).toEqual(['there: Could you ring?'])
    await undo()
    expect(drafts().sort()).toEqual(['here: Come in today', 'there: Could you ring?'])
  })

  it('has its files with it: after a restart, back with the undo, never among the words, gone once it is sent', async () => {
    const data = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]).toString('base64')
    const picture = { id: 'one', title: 'Picture 1', contentType: 'image/png', data }
    const files = (who = 'novak') => station.ask('work.draft-files', { who: station.id('Practitioner', who) })
    await station.open(station.amara)
    await write('here', 'reply', 'Look')
    await station.do('work.keep-files', { task: 'here', files: [picture] })
    await station.powerCut()
    expect(files()).toEqual([{ task: 'here', files: [picture] }])
    expect(station.ask('work.drafts', {}).map(({ what }) => what)).toEqual(['reply'])
    expect(files('hale')).toEqual([])
    const { id: _id, ...attachment } = picture
    await station.open(station.amara)
    await station.do('message.send', {
      ...{
        patient: station.amara,
        answers: station.said('m3'),
        text: 'Look',
        draft: 'here',
        attachments: [attachment],
      },
    })
    expect(files()).toEqual([])
    await undo()
    expect(files()).toMatchObject([{ task: 'here', files: [attachment] }])
    expect(drafts()).toEqual(['here: Look'])
    await station.do('work.keep-files', { task: 'here', files: [] })
    expect(files()).toEqual([])
    const program = { ...picture, data: Buffer.from('<script>').toString('base64') }
    expect((await station.refused('work.keep-files', { task: 'here', files: [program] })).code).toBe('invalid')
    await station.signIn('hale')
    expect(files()).toEqual([])
  })
})

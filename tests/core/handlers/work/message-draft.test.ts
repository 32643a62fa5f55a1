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
})

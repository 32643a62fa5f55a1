import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { amara, booking, luis, on } from '../support/day.js'
import { MessageDesk } from '../support/message-desk.js'

let station: MessageDesk
beforeEach(() => {
  station = new MessageDesk()
})
afterEach(() => station.stop())

describe('a visit out of a message', () => {
  it('is booked where the clinician and the patient are free, and nowhere else', async () => {
    station.receive(booking('b1', luis, on(14), 'Knee'), booking('b2', amara, on(15), 'Eyes', 'hale'))
    await station.open(station.amara)
    const clinician = station.id('Practitioner', 'novak')
    const free = () => station.ask('appointment.free', { clinician, date: '2026-11-22', minutes: 20 }).times
    expect(free()).toContain(on(14, 20))
    expect(free()).not.toContain(on(14))
    expect(free()).not.toContain(on(9, 40))
    const book = { patient: station.amara, clinician, minutes: 20, reason: 'Dizzy', from: station.said('m3') }
    expect((await station.refused('appointment.book', { ...book, start: on(14, 10) })).message).toContain('14:00')
    expect((await station.refused('appointment.book', { ...book, start: on(15) })).code).toBe('conflict')
    expect((await station.refused('appointment.book', { ...book, start: on(9) })).code).toBe('invalid')
    const { appointment } = await station.do('appointment.book', { ...book, start: on(14, 20) })
    expect(station.store.read('Appointment', appointment)).toMatchObject({
      status: 'booked',
      start: on(14, 20),
      end: on(14, 40),
      supportingInformation: [{ reference: 'Communication/m3' }],
    })
    expect(free()).not.toContain(on(14, 20))
    expect((await station.refused('appointment.book', { ...book, start: on(14, 20) })).code).toBe('conflict')
    expect(station.ask('appointment.free', { clinician, date: '2027-11-22', minutes: 20 })).toEqual({
      times: [],
      held: false,
    })
  })
})

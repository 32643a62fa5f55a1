import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateClinic } from '../../../main/ehr/practice/index.js'
import { inbox } from '../../support/inbox.js'
import { type Who, Workstation } from './support/workstation.js'

/** Half past ten in the practice clinic: everyone's screens, read from what the generator made. */
const now = new Date(2026, 10, 22, 10, 31)
let station: Workstation
beforeAll(() => {
  station = new Workstation(generateClinic({ seed: 7, patients: 60, now }), { now })
})
afterAll(() => station.stop())

describe('the practice clinic', () => {
  it('has a day with visits in every state and something to know before going in', () => {
    const { rows, held } = station.ask('schedule.day', { date: '2026-11-22' })
    const states = new Set(rows.map(({ state }) => state))
    for (const state of ['finished', 'with-clinician', 'roomed', 'booked'] as const) expect(states).toContain(state)
    expect(held).toBe(true)
    for (const row of rows) {
      expect(row.patient.name).not.toContain('not held')
      expect(row.clinician).toBeDefined()
      if (row.state === 'roomed' || row.state === 'with-clinician') {
        expect(row.where).toMatch(/^Room \d$/)
        expect(Date.parse(row.since as string)).toBeLessThanOrEqual(now.getTime())
      }
    }
    expect(rows.some(({ open }) => open.some(({ tone }) => tone === 'danger'))).toBe(true)
    expect(rows.some(({ open }) => open.some(({ text }) => text === 'note unsigned'))).toBe(true)
  })

  it.each(['novak', 'hale', 'ruiz', 'das', 'mbeki'] satisfies Who[])(
    'gives %s an inbox in which every task opens',
    async (who) => {
      await station.signIn(who)
      for (const box of ['mine', 'team', 'done'] as const) {
        for (const row of station.ask('inbox.page', inbox(box)).rows) {
          const view = station.ask('task.view', { task: row.id })
          expect(view?.text).toBe(row.text)
          if (view?.kind === 'result-review') expect(view.report?.rows.length).toBeGreaterThan(0)
          if (view?.kind === 'patient-message') expect(view.messages.some(({ fromPatient }) => fromPatient)).toBe(true)
          if (view?.kind === 'refill-request') expect(view.medicine?.text).toBeDefined()
          if (view?.kind === 'sign-note')
            expect(station.ask('note.view', { note: view.noteId as never })?.status).toBe('draft')
        }
      }
    },
  )

  it('has every chart of the day readable, every signed note sealed as its author left it', () => {
    const { rows } = station.ask('schedule.day', { date: '2026-11-22' })
    let notes = 0
    for (const { patient } of rows.slice(0, 12)) {
      const banner = station.ask('patient.banner', { patient: patient.id })
      expect(banner?.allergyState).not.toBe('not-held')
      const chart = station.ask('chart.view', { patient: patient.id })
      expect(chart.timeline.length).toBeGreaterThan(0)
      for (const { target, status } of chart.timeline) {
        if (target?.kind === 'report')
          expect(station.ask('report.view', { patient: patient.id, report: target.id })).not.toBeNull()
        if (target?.kind !== 'note') continue
        const note = station.ask('note.view', { note: target.id })
        if (status === 'signed' && note?.editable) expect(note.seal, note.title).toBe('intact')
        notes += 1
      }
    }
    expect(notes).toBeGreaterThan(10)
  })

  it('has draws waiting, stat first, each with tubes in the order of draw', () => {
    const { waiting } = station.ask('draw.list', {})
    expect(waiting[0]?.stat).toBe(true)
    for (const row of waiting) {
      const view = station.ask('draw.view', { patient: row.id })
      expect(view?.tubes.filter(({ state }) => state !== 'collected')).toHaveLength(row.tubes)
      expect(new Set(view?.tubes.flatMap(({ tests }) => tests))).toEqual(new Set(row.tests))
    }
  })

  it('finds its people by what the front desk would type', () => {
    expect(station.ask('patient.find', { text: 'Amra Okfor', limit: 5 }).hits[0]?.name).toBe('Okafor, Amara J.')
    expect(station.ask('patient.find', { text: '204 118', limit: 5 }).hits[0]?.name).toBe('Okafor, Amara J.')
    expect(station.ask('patient.find', { text: '12/03/1979', limit: 5 }).hits.map(({ name }) => name)).toContain(
      'Okafor, Amara J.',
    )
    const romeros = station.ask('patient.find', { text: 'romero luis', limit: 5 }).hits
    expect(new Set(romeros.map(({ birthDate }) => birthDate)).size).toBe(romeros.length)
  })
})

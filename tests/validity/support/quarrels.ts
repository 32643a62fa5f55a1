import type { CommandName } from '../../../shared/contract/contract.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { type Clinic, until, type Workstation } from '../../support/clinic.js'
import type { Window } from '../../support/window.js'
import type { Written } from './written.js'

interface Desk {
  ehr: Clinic
  station: Workstation
  desk: Window
  patient: LocalId
  news: Written
  /** Files what arrives in the EHR under the command that was just given. */
  note: (command: CommandName) => Promise<void>
}

/** Four ways out of a quarrel about the same line. */
export async function workOnQuarrels(at: Desk): Promise<void> {
  const { desk, patient, note } = at
  await desk.open(patient)
  await desk.do('outbox.fix', { item: await quarrel(at, 50), fix: 'keep-mine' })
  await note('outbox.fix')

  const byParts = await quarrel(at, 52)
  const { seen, parts } = (await until(() => desk.see('conflict.view', { item: byParts }))) ?? {}
  const choices = Object.fromEntries((parts ?? []).map(({ key }) => [key, 'mine' as const]))
  await desk.do('conflict.resolve', { patient, item: byParts, seen, decision: { parts: choices } })
  const whole = await quarrel(at, 54)
  const view = await until(() => desk.see('conflict.view', { item: whole }))
  await desk.do('conflict.put-off', { patient, item: whole })
  await desk.do('conflict.resolve', { patient, item: whole, seen: view.seen, decision: { whole: 'mine' } })
  await note('conflict.resolve')

  const kept = desk.see('kept.list', { resource: patient }).find(({ side }) => side === 'ehr')
  if (!kept) throw new Error('the other version was not kept')
  await desk.do('kept.bring-back', { patient, kept: kept.id })
  await note('kept.bring-back')
}

/** The desk and another system change the same line at the same time. Answers what needs somebody. */
async function quarrel({ ehr, station, desk, patient, news }: Desk, last: number): Promise<string> {
  const { demographics } = desk.see('patient.demographics', { patient }) ?? {}
  if (!demographics?.birthDate) throw new Error('the patient is gone')
  await news.take(station)
  await station.offline()
  const mine = { ...demographics, birthDate: demographics.birthDate, phone: `(206) 555-01${last}` }
  await desk.do('patient.update', { patient, demographics: mine, confirmed: false })
  const value = [{ system: 'phone', use: 'home', value: `555-01${last + 1}` }]
  const address = station.context.store.identity.reference('Patient', patient)
  const { status, text } = await ehr.send('PATCH', address, [{ op: 'add', path: '/telecom', value }])
  if (status !== 200) throw new Error(text)
  await news.take()
  await station.online()
  await desk.do('sync.now', {})
  return until(() => desk.see('outbox.list', {}).find(({ state }) => state === 'needs-you')?.id)
}

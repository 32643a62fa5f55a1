import type { PractitionerRole, Task } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import type { LocalId } from '../../shared/kernel/ids.js'
import { type Clinic, clinic, until, type Workstation } from '../support/clinic.js'
import { Window } from '../support/window.js'

interface At {
  station: Workstation
  room: Window
}

async function at(ehr: Clinic, who: string): Promise<At> {
  const station = await (await ehr.workstation(who)).as(who)
  await station.ready()
  return { station, room: new Window(station) }
}

/** A task of the blue team that every one of them has. */
async function teamTask(ehr: Clinic, all: readonly At[]): Promise<{ server: string; ids: LocalId[] }> {
  const { body } = await ehr.send<Task>('POST', 'Task', {
    resourceType: 'Task',
    status: 'requested',
    intent: 'order',
    description: 'Ring the pharmacy',
    for: { reference: 'Patient/p1' },
    owner: { reference: 'CareTeam/blue' },
    authoredOn: new Date().toISOString(),
  })
  const ids = all.map(({ station }) => station.id('Task', body.id as string))
  await until(() => all.every(({ station }, i) => station.read('Task', ids[i] as LocalId)))
  return { server: body.id as string, ids }
}

const settled = ({ station }: At): boolean => {
  const { savedHere, sending } = station.context.outbox.counts()
  return savedHere + sending === 0
}
const owner = ({ station }: At, id: LocalId | undefined) => station.read('Task', id as LocalId)?.owner?.reference

test('three press at once: one has it, the others are told who, and everybody’s words are there', async () => {
  const ehr = await clinic()
  const all = await Promise.all(['novak', 'hale', 'ruiz'].map((who) => at(ehr, who)))
  const { server, ids } = await teamTask(ehr, all)
  await Promise.all(
    all.map(async ({ room, station }, i) => {
      const task = ids[i] as LocalId
      await room.do('task.comment', { task, text: `said by ${station.name}`, mentions: [] })
      await room.do('task.claim', { task })
    }),
  )
  await until(() => all.every(settled))
  const task = await ehr.get<Task>(`Task/${server}`)
  expect(task.status).toBe('in-progress')
  expect(task.note?.map(({ text }) => text).sort()).toEqual(['said by hale', 'said by novak', 'said by ruiz'])
  // A version for each one's words, and none for a claim that did not come about.
  expect(task.meta?.versionId).toBe('4')
  await until(() => all.every((one, i) => one.station.read('Task', ids[i] as LocalId)?.meta?.versionId === '4'))
  for (const [i, one] of all.entries()) {
    expect(owner(one, ids[i])).toBe(task.owner?.reference)
    expect(one.station.context.outbox.counts().needsYou).toBe(0)
    const lost = one.room.see('task.news', {}).filter(({ what }) => what === 'lost-claim')
    const won = task.owner?.reference === `Practitioner/${one.station.name}`
    expect(lost).toMatchObject(won ? [] : [{ by: task.owner?.display, at: task.executionPeriod?.start }])
  }
})

test('a claim without the EHR is not one: another took it and finished it meanwhile', async () => {
  const ehr = await clinic()
  const [novak, hale] = (await Promise.all(['novak', 'hale'].map((who) => at(ehr, who)))) as [At, At]
  const { server, ids } = await teamTask(ehr, [novak, hale])
  const [here, there] = ids as [LocalId, LocalId]
  await novak.station.offline()
  await novak.room.do('task.claim', { task: here })
  await novak.room.do('task.comment', { task: here, text: 'They open at nine', mentions: [] })
  expect(novak.room.see('task.view', { task: here })?.provisional).toBe(true)
  await hale.room.do('task.claim', { task: there })
  await hale.room.do('task.complete', { task: there, comment: 'Rang them' })
  await until(() => settled(hale))
  await novak.station.online()
  await until(() => settled(novak))
  const task = await ehr.get<Task>(`Task/${server}`)
  expect(task).toMatchObject({ status: 'completed', owner: { reference: 'Practitioner/hale' } })
  expect(task.note?.map(({ text }) => text)).toEqual(['Rang them', 'They open at nine'])
  const [news] = novak.room.see('task.news', { task: here })
  expect(news).toMatchObject({ what: 'lost-claim', by: 'Marcus Hale', at: task.executionPeriod?.end })
  // Until they have read it, whatever happens to the workstation.
  await novak.station.restart()
  const name = novak.room.see('task.view', { task: here })?.patient?.name
  expect(novak.room.see('task.news', {})).toMatchObject([{ text: 'Ring the pharmacy', patient: name }])
  await novak.room.do('task.news-seen', { task: here })
  expect(novak.room.see('task.news', {})).toEqual([])
  expect(novak.room.see('task.view', { task: here })?.provisional).toBeUndefined()
})

test('who is away is known everywhere, and changed by themself or whoever gives out the work', async () => {
  const ehr = await clinic()
  const [novak, das] = (await Promise.all(['novak', 'das'].map((who) => at(ehr, who)))) as [At, At]
  const absence = (station: Workstation, who: string, cover: string) => ({
    who: station.id('Practitioner', who),
    from: new Date(Date.now() - 60_000).toISOString(),
    cover: station.id('Practitioner', cover),
    words: 'On holiday',
  })
  expect(await das.room.refused('absence.save', absence(das.station, 'hale', 'novak'))).toBe('not-permitted')
  await novak.room.do('absence.save', absence(novak.station, 'hale', 'das'))
  await das.room.do('absence.save', absence(das.station, 'das', 'novak'))
  await until(async () => (await ehr.get<PractitionerRole>('PractitionerRole/das-role')).notAvailable)
  await until(() => [novak, das].every(({ room }) => room.see('absence.list', {}).length === 2))
  const [hale] = das.room.see('absence.list', {})
  expect(hale).toMatchObject({ name: 'Marcus Hale', mine: false, now: true, instead: 'Dr Lena Novak' })
  expect(await das.room.refused('absence.end', { id: hale?.id as string })).toBe('not-permitted')
})

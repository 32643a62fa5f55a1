import { expect, test } from 'vitest'
import { browser } from '../ehr/browser.js'
import { type Clinic, clinic, until, type Workstation } from '../support/clinic.js'

/** A workstation without a cable: the tokens of the EHR carry its own address. */
const direct = (ehr: Clinic): Promise<Workstation> => ehr.workstation('A', { ehrUrl: ehr.ehr.url })

/** Signs in as a person does: on the EHR's own page. */
async function signIn(a: Workstation, user: string): Promise<string> {
  const begun = await a.context.session.begin()
  if (!begun.ok) throw new Error(begun.refusal.message)
  const window = browser(new URL(begun.value.authorizationUrl).origin)
  const page = await window.open(begun.value.authorizationUrl)
  const back = await window.submit(page.url, { user })
  return back.url
}

test('signing in on the EHR’s page, and the same person after a restart without a network', async () => {
  const ehr = await clinic()
  const a = await direct(ehr)
  expect(a.context.session.view()).toMatchObject({ state: 'signed-out' })
  expect(a.context.session.view().user).toBeUndefined()
  const finished = await a.context.session.finish(await signIn(a, 'ruiz'))
  expect(finished).toEqual({ ok: true, value: { name: 'Jo Ruiz' } })
  expect(a.context.session.user()).toMatchObject({
    name: 'Jo Ruiz',
    initials: 'JR',
    role: 'medical-assistant',
    title: 'Medical assistant',
  })
  a.context.sync.start()
  await a.ready()
  await ehr.stopEhr()
  await a.restart()
  expect(a.context.session.user()?.name).toBe('Jo Ruiz')
  expect(a.context.session.view()).toMatchObject({ state: 'signed-in', clinic: 'Harbour Street Family Practice' })
  await until(() => a.context.sync.view().state === 'offline')
})

test('an answer that belongs to another question is refused', async () => {
  const ehr = await clinic()
  const a = await direct(ehr)
  const url = await signIn(a, 'novak')
  expect(await a.context.session.finish(url.replace(/state=[^&]+/, 'state=forged'))).toMatchObject({
    ok: false,
    refusal: { code: 'not-permitted' },
  })
  expect(await a.context.session.finish(url)).toMatchObject({ ok: false, refusal: { code: 'stale' } })
  expect(a.context.session.user()).toBeUndefined()
})

test('tokens are renewed before they end, once for all who ask, and the new ones work', async () => {
  const ehr = await clinic({ ehr: { accessTokenSeconds: 30 } })
  const a = await direct(ehr)
  await a.context.session.finish(await signIn(a, 'novak'))
  const [first, second] = await Promise.all([a.context.session.accessToken(), a.context.session.accessToken()])
  expect(first).toBe(second)
  a.context.sync.start()
  await a.ready()
  expect(a.context.session.view().again).toBeUndefined()
})

test('a session the EHR has ended asks to sign in again and keeps everything', async () => {
  const ehr = await clinic({ ehr: { accessTokenSeconds: 30 } })
  const a = await direct(ehr)
  await a.context.session.finish(await signIn(a, 'novak'))
  a.context.sync.start()
  await a.ready()
  ehr.ehr.db.exec(`DELETE FROM grantee`)
  const id = a.create({ resourceType: 'Task', status: 'requested', intent: 'order', description: 'Call back' })
  await until(() => a.context.session.view().again === 'expired')
  await until(() => a.context.outbox.unsentOf('Task', id) === 'saved-here')
  await a.context.session.finish(await signIn(a, 'novak'))
  await until(() => a.context.outbox.unsentOf('Task', id) === undefined)
})

test('signing out forgets the tokens and keeps what has not left for the next person', async () => {
  const ehr = await clinic()
  const a = await direct(ehr)
  await a.context.session.finish(await signIn(a, 'novak'))
  a.context.sync.start()
  await a.ready()
  const token = (await a.context.session.accessToken()) as string
  ehr.ehr.faults.add({ when: { method: 'POST', path: '^Task' }, times: 1, behaviour: { kind: 'status', status: 503 } })
  const id = a.create({ resourceType: 'Task', status: 'requested', intent: 'order', description: 'Call back' })
  await until(() => ehr.ehr.faults.list()[0]?.struck === 1)
  await a.context.session.signOut()
  expect(a.context.session.view().state).toBe('signed-out')
  expect(a.context.store.setting('session.grant')).toBeUndefined()
  expect(a.context.sync.view()).toMatchObject({ state: 'signed-out' })
  const refused = await fetch(`${ehr.ehr.url}/Patient?_count=1`, { headers: { authorization: `Bearer ${token}` } })
  expect(refused.status).toBe(401)
  await a.as('hale')
  await until(() => a.context.outbox.unsentOf('Task', id) === undefined)
})

test('an address that is no EHR is a refusal in words, not an exception', async () => {
  const ehr = await clinic()
  const a = await direct(ehr)
  await ehr.stopEhr()
  expect(await a.context.session.begin()).toMatchObject({ ok: false, refusal: { code: 'offline-needed' } })
})

import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { generateClinic } from '../../main/ehr/practice/index.js'
import { forkEntry, runCli } from './process.js'
import { client, startEhr, task, temporaryDirectory } from './server.js'

test('the command line server keeps its clinic and gives tools a token of their own', async () => {
  const data = temporaryDirectory()
  const file = join(data, 'token')
  const first = runCli('--port', '0', '--data', join(data, 'ehr'), '--patients', '8', '--seed', '3', '--token', file)
  const url = await first.address()
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const before = client(url, readFileSync(file, 'utf8').trim())
  expect((await before.get('Patient?_summary=count')).json.total).toBe(8)
  const { id } = (await before.post('Task', task())).json
  first.kill()
  await first.finished

  const second = runCli('--data', join(data, 'ehr'), '--token', file)
  const again = client(await second.address(), readFileSync(file, 'utf8').trim())
  expect((await again.get(`Task/${id}`)).json.id).toBe(id)
  expect((await again.get('Patient?_summary=count')).json.total).toBe(8)
  second.stop()
  const { code, output } = await second.finished
  expect([code, output.includes('Using the clinic already in')]).toEqual([0, true])
})

test('a clinic made in several threads is the one made in one', async () => {
  const data = temporaryDirectory()
  const file = join(data, 'token')
  const running = runCli('--data', join(data, 'ehr'), '--patients', '130', '--seed', '11', '--token', file)
  const tool = client(await running.address(), readFileSync(file, 'utf8').trim())
  const made = [...generateClinic({ seed: 11, patients: 130, now: new Date() })]
  for (const type of ['Patient', 'Condition', 'Immunization', 'PractitionerRole']) {
    const expected = made.filter((resource) => resource.resourceType === type).map((resource) => resource.id)
    const found: string[] = []
    let page = await tool.get(`${type}?_count=1000&_elements=id`)
    for (;;) {
      found.push(...page.json.entry.map((entry: { resource: { id: string } }) => entry.resource.id))
      const next = page.json.link.find((link: { relation: string }) => link.relation === 'next')
      if (!next) break
      page = await tool.get(next.url)
    }
    expect([type, found.sort()]).toEqual([type, expected.sort()])
  }
})

test('what cannot be done is said in one sentence, with exit code 1, and nothing is overwritten', async () => {
  const directory = temporaryDirectory()
  const inUse = join(directory, 'in-use')
  const running = await startEhr({ data: inUse })
  const damaged = join(directory, 'damaged')
  const file = join(directory, 'a-file')
  writeFileSync(file, 'not a directory')
  const made = await startEhr({ data: damaged })
  await made.ehr.close()
  writeFileSync(join(damaged, 'ehr.sqlite'), 'This is not a database, and it is long enough to look at. '.repeat(40))
  const bytes = readFileSync(join(damaged, 'ehr.sqlite'))

  const rows: [string[], RegExp][] = [
    [
      ['--data', join(directory, 'x'), '--patients', '1', '--port', new URL(running.ehr.url).port],
      /^Port \d+ on this computer is already in use$/,
    ],
    [['--data', damaged], /is damaged; it was left as it is$/],
    [['--data', join(file, 'below')], /^The EHR cannot write to /],
    [['--data', inUse], /^Another EHR is already using /],
    [[], /^--data is needed/],
    [['--data', directory, '--port', 'http'], /^--port takes a whole number/],
    [['--data', directory, '--patients', '0'], /^--patients takes a whole number from 1 to 500000$/],
    [['--data', directory, '--colour', 'red'], /Unknown option '--colour'/],
  ]
  const outcomes = await Promise.all(rows.map(([options]) => runCli(...options).finished))
  rows.forEach(([options, sentence], i) => {
    expect([options, outcomes[i]?.code]).toEqual([options, 1])
    expect(outcomes[i]?.output.trim()).toMatch(sentence)
    expect(outcomes[i]?.output).not.toMatch(/\n\s+at /)
  })
  expect(readFileSync(join(damaged, 'ehr.sqlite'))).toEqual(bytes)
  expect((await running.get('Patient/ada')).status).toBe(200)
}, 60_000)

test('the shell’s process tells its progress, then where it is; told to stop, it stops', async () => {
  const data = join(temporaryDirectory(), 'ehr')
  const { child, messages, until } = forkEntry()
  child.send({ t: 'start', port: 0, data, patients: 6, seed: 1 })
  await until('ready')
  expect(messages[0]).toMatchObject({ t: 'progress', step: expect.any(String), total: 6 })
  const { url } = messages.at(-1) as { url: string }
  expect((await client(url, undefined).get('metadata')).status).toBe(200)

  const another = forkEntry()
  another.child.send({ t: 'start', port: Number(new URL(url).port), data: `${data}-2`, patients: 1, seed: 1 })
  await another.until('failed')
  expect(another.messages.at(-1)).toMatchObject({ failure: 'port-in-use' })

  const gone = new Promise((resolve) => child.on('exit', resolve))
  child.disconnect()
  expect(await gone).toBe(0)
  expect(existsSync(join(data, 'ehr.sqlite'))).toBe(true)
})

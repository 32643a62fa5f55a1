// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { PatientBanner } from '../../../shared/contract/views/patient.js'
import type { MessageView } from '../../../shared/contract/views/work/messages.js'
import { shownOf } from '../../../shared/domain/message/shown.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { FakeCore, Refused, settled } from '../support/fakeCore.js'
import { asWindow } from '../support/window.js'

type Sent = Record<string, unknown>
interface KeptFiles {
  task: string
  files: { id: string; title: string; contentType: string; data: string }[]
}
let keptFiles: KeptFiles[] = []
const sent: Sent[] = []
let refuse = false
const core = new FakeCore({
  queries: {
    'session.current': () => ({ state: 'signed-in', user: { id: 'novak', name: 'Dr Novak', role: 'physician' } }),
    'work.drafts': () => [],
    'work.draft-files': () => keptFiles,
  },
  commands: {
    'work.draft': () => null,
    'phrase.used': () => null,
    'work.keep-files': ({ task, files }: KeptFiles) => {
      keptFiles = [...keptFiles.filter((each) => each.task !== task), ...(files.length > 0 ? [{ task, files }] : [])]
      return null
    },
    'message.send': (input: Sent) => {
      if (refuse) throw new Refused('stale', 'The patient has written again meanwhile.')
      sent.push(input)
      return { message: 'm' }
    },
    'team-message.send': (input: Sent) => {
      sent.push(input)
      return { message: 'm' }
    },
  },
})
type Data = typeof import('../../../renderer/data/index.js')
let data: Data
beforeAll(async () => {
  asWindow(core)
  data = await import('../../../renderer/data/index.js')
  core.start()
})

const person = { id: 'p', name: 'Okafor, Amara J.', shortName: 'Okafor, A.', birthDate: '1956-03-02' } as PatientBanner
const said = {
  id: 'm3' as LocalId,
  kind: 'patient',
  fromPatient: true,
  text: 'Ten.',
  attachments: [],
} as never as MessageView
const joins = { messages: [said] }
let composer: ReturnType<Data['usePatientComposer']>['composer']
let team: ReturnType<Data['useTeamComposer']>
function Writing() {
  composer = data.usePatientComposer({ person, portal: 'yes', joins, draft: 'here' }).composer
  team = data.useTeamComposer({ person: undefined, to: [{ id: 'hale' as LocalId, name: 'Hale' }], draft: 'there' })
  return null
}
let root: Root
beforeEach(async () => {
  sent.length = 0
  refuse = false
  root = createRoot(document.body.appendChild(document.createElement('div')))
  await act(async () => {
    root.render(<Writing />)
    await settled()
  })
})
afterEach(() => act(() => root.unmount()))
const type = (text: string) => act(() => data.setDraft('here', 'reply', text))

test('a message is sent once however often it is pressed, and says what it answers and where it was written', async () => {
  await type('Halve it.')
  await act(async () => {
    composer.onSend()
    composer.onSend()
    await settled(30)
  })
  expect(sent).toEqual([{ patient: 'p', draft: 'here', text: 'Halve it.', answers: 'm3', shown: shownOf([said]) }])
  expect(composer.text).toBe('')
  await act(async () => {
    data.setDraft('there', 'team', 'Look')
    await settled()
  })
  await act(async () => {
    team.onSend()
    team.onSend()
    await settled(30)
  })
  expect(sent).toHaveLength(2)
  expect(team.text).toBe('')
})

test('what is typed while a message is on its way is kept', async () => {
  await type('Halve it.')
  await act(async () => {
    composer.onSend()
    data.setDraft('here', 'reply', 'Halve it. And rest')
    await settled(30)
  })
  expect(sent).toMatchObject([{ text: 'Halve it.' }])
  expect(composer.text).toBe('And rest')
})

test('a refused message keeps its words', async () => {
  refuse = true
  await type('Halve it.')
  await act(async () => {
    composer.onSend()
    await settled(30)
  })
  expect(sent).toEqual([])
  expect(composer.text).toBe('Halve it.')
  expect(composer.canSend).toBe(true)
})

test('what is not filled in does not leave', async () => {
  await type('Your potassium is ***.')
  await act(async () => {
    composer.onSend()
    await settled(30)
  })
  expect(composer.canSend).toBe(false)
  expect(sent).toEqual([])
})

const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])
const file = (bytes: BlobPart, type = 'image/png') => new File([bytes], 'Amara rash.png', { type })
const draw = () =>
  act(async () => {
    root.render(<Writing />)
    await settled()
  })

test('chosen files wait with the words on the disk while one looks at something else', async () => {
  await type('Look')
  await act(async () => {
    composer.files?.onAdd([file(picture)])
    await settled()
  })
  expect(keptFiles).toMatchObject([{ task: 'here', files: [{ title: 'Picture 1', contentType: 'image/png' }] }])
  await act(() => root.unmount())
  root = createRoot(document.body.appendChild(document.createElement('div')))
  await draw()
  expect(composer.files?.chosen).toMatchObject([{ title: 'Picture 1' }])
  await act(async () => {
    composer.onSend()
    await settled(30)
  })
  expect(sent).toMatchObject([{ attachments: [{ contentType: 'image/png', title: 'Picture 1' }] }])
  expect(composer.files?.chosen).toEqual([])
})

test('a sixth file, one too large and one that is no picture are said not to go, and none is dropped in silence', async () => {
  const { addFiles, filesOf, setFiles } = await import('../../../renderer/data/draftFiles.js')
  expect(await addFiles('here', Array(6).fill(file(picture)))).toContain('five files')
  expect(await addFiles('here', [file(new Uint8Array(1_400_001))])).toContain('1.4 MB')
  expect(await addFiles('here', [file('<script>')])).toContain('Only JPEG')
  expect(filesOf('here')).toEqual([])
  await Promise.all([addFiles('here', [file(picture)]), addFiles('here', [file(picture)])])
  expect(filesOf('here').map(({ title }) => title)).toEqual(['Picture 1', 'Picture 2'])
  setFiles('here', [])
})

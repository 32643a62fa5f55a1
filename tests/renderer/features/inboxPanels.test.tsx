// @vitest-environment jsdom
import { act, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Working } from '../../../renderer/features/inbox/working.js'
import type { Staff } from '../../../shared/contract/views/session.js'
import type { TaskRow, TaskView } from '../../../shared/contract/views/task.js'
import type { TaskNews } from '../../../shared/contract/work/team.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { FakeCore, Refused, settled } from '../support/fakeCore.js'
import { asWindow } from '../support/window.js'

const sent: { name: string; input: Record<string, unknown> }[] = []
let refusing = false
const takes = (name: string) => (input: Record<string, unknown>) => {
  sent.push({ name, input })
  if (refusing) throw new Refused('conflict', 'Marcus Hale has been working on this.')
  return null
}
const team = [
  { id: 'novak', name: 'Dr Lena Novak', title: 'Physician', role: 'physician', teams: [] },
  { id: 'hale', name: 'Marcus Hale', title: 'Nurse practitioner', role: 'nurse-practitioner', teams: [] },
]
const core = new FakeCore({
  queries: {
    'session.current': () => ({ state: 'signed-out', clinic: '', practice: false }),
    'deed.list': () => [],
    'team.list': () => team,
    'team.groups': () => [],
    'absence.list': () => [],
    'sync.status': () => ({ state: 'online' }),
    'task.news': () => [],
  },
  commands: {
    'task.drop': takes('task.drop'),
    'task.due': takes('task.due'),
    'task.assign': takes('task.assign'),
    'task.comment': takes('task.comment'),
    'task.snooze': takes('task.snooze'),
    'work.draft': takes('work.draft'),
  },
})

beforeAll(() => {
  asWindow(core)
  core.start()
})

let root: Root
let place: HTMLElement
beforeEach(() => {
  sent.length = 0
  refusing = false
  place = document.body.appendChild(document.createElement('div'))
  root = createRoot(place)
})
afterEach(() => {
  act(() => root.unmount())
  place.remove()
})

const show = (what: ReactNode): Promise<void> =>
  act(async () => {
    root.render(what)
    await settled()
  })

const typeInto = (label: RegExp, text: string): Promise<void> =>
  act(async () => {
    const field = [...place.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')].find((one) =>
      label.test([...(one.labels ?? [])].map(({ textContent }) => textContent).join(' ')),
    )
    if (!field) throw new Error(`no field ${label}`)
    const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement
    field.focus()
    Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(field, text)
    field.dispatchEvent(new Event('input', { bubbles: true }))
    await settled()
  })

const press = (words: RegExp): Promise<void> =>
  act(async () => {
    const button = [...place.querySelectorAll('button')].find(({ textContent }) => words.test(textContent ?? ''))
    if (!button) throw new Error(`no button ${words}`)
    button.click()
    await settled()
  })

const wordsIn = (label: RegExp): string | undefined =>
  [...place.querySelectorAll<HTMLInputElement>('input, textarea')].find((one) =>
    label.test([...(one.labels ?? [])].map(({ textContent }) => textContent).join(' ')),
  )?.value

const novak = { id: 'novak', name: 'Dr Lena Novak', role: 'physician' } as unknown as Staff
const taskOf = (id: string, more: Partial<TaskRow> = {}) =>
  ({
    id,
    kind: 'call',
    text: id,
    status: 'open',
    priority: 'routine',
    authoredAt: '2026-11-23T08:00:00Z',
    ...more,
  }) as TaskRow

const workingOn = (ids: readonly string[], chosen: readonly string[] = []): Working =>
  ({
    staff: novak,
    box: 'mine',
    look: { box: 'mine', order: 'urgent' },
    ids,
    chosen: new Set(chosen),
    listed: ids,
    select: () => {},
    choose: () => {},
    after: () => null,
    open: () => {},
    start: () => {},
    focus: () => true,
    field: () => () => {},
  }) as unknown as Working

test('a panel is of what it was opened for: words typed for one item are not done to another', async () => {
  const { useOpened } = await import('../../../renderer/features/inbox/useOpened.js')
  let opened: ReturnType<typeof useOpened> | undefined
  const Probe = ({ about }: { about: string }) => {
    opened = useOpened(about)
    return null
  }
  await show(<Probe about="a" />)
  act(() => opened?.[1]('drop'))
  expect(opened?.[0]).toBe('drop')
  await show(<Probe about="b" />)
  expect(opened?.[0]).toBeNull()
  await show(<Probe about="a" />)
  expect(opened?.[0]).toBeNull()
  act(() => opened?.[1]('views'))
  await show(<Probe about="b" />)
  expect(opened?.[0]).toBe('views')
})

test('what was typed as a reason outlives a refusal', async () => {
  const { DropPanel } = await import('../../../renderer/features/inbox/team/DropPanel.js')
  const close = vi.fn()
  const row = taskOf('call')
  await show(<DropPanel working={workingOn(['call'])} row={row} close={close} />)
  refusing = true
  await typeInto(/^Reason/, 'Moved away')
  await press(/^Not needed/)
  expect(sent).toHaveLength(1)
  expect(close).not.toHaveBeenCalled()
  expect(wordsIn(/^Reason/)).toBe('Moved away')
  refusing = false
  await press(/^Not needed/)
  expect(sent.at(-1)?.input).toEqual({ tasks: ['call'], reason: 'Moved away' })
  expect(close).toHaveBeenCalledTimes(1)
})

test('pressed again before the screen shows that it is under way, an answer is given once', async () => {
  const { TakeOverPanel } = await import('../../../renderer/features/inbox/team/TakeOverPanel.js')
  await show(<TakeOverPanel working={workingOn(['call'])} row={taskOf('call')} close={() => {}} />)
  await typeInto(/^Why/, 'She left early')
  await act(async () => {
    const take = [...place.querySelectorAll('button')].find(({ textContent }) => textContent?.startsWith('Take over'))
    take?.click()
    take?.click()
    await settled()
  })
  expect(sent).toHaveLength(1)
})

test('a new day for several leaves each as urgent as it is', async () => {
  const { DuePanel } = await import('../../../renderer/features/inbox/team/DuePanel.js')
  const row = taskOf('routine')
  const tomorrow = new Date(Date.now() + 36 * 3_600_000).toISOString().slice(0, 10)
  const due = new Date(`${tomorrow}T18:00:00`).toISOString() as NonNullable<TaskRow['due']>
  await show(
    <DuePanel working={workingOn(['routine', 'stat'], ['routine', 'stat'])} row={{ ...row, due }} close={() => {}} />,
  )
  await press(/^Set/)
  expect(sent).toEqual([{ name: 'task.due', input: { tasks: ['routine', 'stat'], due } }])
})

test('a comment is forgotten by what keeps it, and stays where it was refused', async () => {
  const { CommentBox } = await import('../../../renderer/features/inbox/team/CommentBox.js')
  const task = { ...taskOf('talk'), messages: [], history: [] } as unknown as TaskView
  await show(<CommentBox task={task} working={workingOn(['talk'])} />)
  await typeInto(/Comment/, 'They open at nine')
  sent.length = 0
  refusing = true
  await press(/^Add comment/)
  expect(sent.map(({ name }) => name)).toEqual(['task.comment'])
  expect(wordsIn(/Comment/)).toBe('They open at nine')
  refusing = false
  await press(/^Add comment/)
  expect(sent.slice(1).map(({ name }) => name)).toEqual(['task.comment', 'work.draft'])
  expect(wordsIn(/Comment/)).toBe('')
})

test('what is put away is put away once, however quickly its choice is pressed again', async () => {
  const { SnoozePanel } = await import('../../../renderer/features/inbox/team/SnoozePanel.js')
  await show(<SnoozePanel working={workingOn(['call'])} row={taskOf('call')} close={() => {}} />)
  const [choice] = place.querySelectorAll<HTMLElement>('.inbox-choices button')
  await act(async () => {
    choice?.click()
    choice?.click()
    await settled()
  })
  expect(sent.map(({ name }) => name)).toEqual(['task.snooze'])
})

test('a claim lost while away is found over the list, with the way to it and to what was written', async () => {
  const { WasFirst } = await import('../../../renderer/features/inbox/list/WasFirst.js')
  const { setUnsent, replyTo } = await import('../../../renderer/features/inbox/unsent.js')
  const lost = ['one', 'two', 'three'].map(
    (task) =>
      ({ task, what: 'lost-claim', by: 'Marcus Hale', at: '2026-11-23T08:00:00Z', text: `Ring ${task}` }) as TaskNews,
  )
  const select = vi.fn()
  await show(<WasFirst lost={[]} working={workingOn([])} />)
  expect(place.textContent).toBe('')
  setUnsent(replyTo('one'), 'I will ring you')
  const working = { ...workingOn([]), select }
  await show(
    <WasFirst lost={[{ ...(lost[0] as TaskNews), patient: 'Romero, Luis' }, ...lost.slice(1)]} working={working} />,
  )
  expect(place.textContent).toContain('Marcus Hale was first: Romero, Luis, Ring one · what you wrote is kept')
  expect(place.textContent).toContain('and 1 more')
  await press(/^Look/)
  expect(select).toHaveBeenCalledWith('one')
})

test('work a colleague is at is taken over with a word, and by nobody by accident', async () => {
  const { TakeOverPanel } = await import('../../../renderer/features/inbox/team/TakeOverPanel.js')
  const owner = { id: 'hale' as LocalId, name: 'Marcus Hale', team: false, mine: false }
  await show(
    <TakeOverPanel working={workingOn(['call'])} row={taskOf('call', { status: 'claimed', owner })} close={() => {}} />,
  )
  expect(place.textContent).toContain('Why it is taken from Marcus Hale')
  await press(/^Take over/)
  expect(sent).toEqual([])
  await typeInto(/Why/, 'He is with a patient')
  await press(/^Take over/)
  expect(sent).toEqual([{ name: 'task.assign', input: { task: 'call', to: 'novak', note: 'He is with a patient' } }])
})

import type { RefObject } from 'react'
import type { TaskBox, TaskRow } from '../../../shared/contract/views/task.js'
import { kindOf } from '../../../shared/domain/task/kind.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { client, openChart, send, toast, toastRefusal, useStaff } from '../../data/index.js'
import { secondPress } from '../../data/secondPress.js'
import { commentKey, replyKey, setUnsent, unsent } from './unsent.js'

export interface TaskActionsInput {
  current: TaskRow | undefined
  box: TaskBox
  setBox: (box: TaskBox) => void
  select: (id: string | null) => void
  /** The task to go on with once this one has left the list. */
  after: (id: string) => string | null
  reply: RefObject<HTMLElement | null>
}

export const isOpenTask = (task: TaskRow | undefined): boolean =>
  task !== undefined && task.status !== 'done' && task.status !== 'cancelled'

const isSecondPress = secondPress()

/** What can be done with the task in view. Each step can be taken back from its toast. */
export function useTaskActions({ current, box, setBox, select, after, reply }: TaskActionsInput) {
  const staff = useStaff()

  const reopen = async (task: TaskRow, comment = '') => {
    const result = await send('task.reopen', { task: task.id })
    if (!result.ok) return toastRefusal(result.refusal)
    if (comment) setUnsent(commentKey(staff?.id, task.id), comment)
    if (box === 'done') setBox(task.owner?.mine === false ? 'team' : 'mine')
    select(task.id)
  }
  const complete = async () => {
    const task = current
    if (!task || !isOpenTask(task)) return
    if (unsent(replyKey(staff?.id, task.id)).trim() !== '') {
      reply.current?.focus()
      return toast('Your reply is written but not sent. Send it or clear it, then complete.', { tone: 'attention' })
    }
    // The next task has come to where this one was, and nobody has read it yet.
    if (isSecondPress()) return
    const key = commentKey(staff?.id, task.id)
    const comment = unsent(key).trim()
    select(after(task.id))
    const result = await send('task.complete', { task: task.id, ...(comment ? { comment } : {}) })
    if (!result.ok) {
      select(task.id)
      return toastRefusal(result.refusal)
    }
    setUnsent(key, '')
    toast(`${kindOf[task.kind].complete}: ${task.text}${task.patient ? `, ${task.patient.shortName}` : ''}`, {
      undo: () => void reopen(task, comment),
    })
  }
  const release = async (task = current) => {
    if (!task) return
    const result = await send('task.release', { task: task.id })
    if (!result.ok) return toastRefusal(result.refusal)
    toast(`Open for the team again: ${task.text}`)
  }
  const claim = async () => {
    const task = current
    if (!task) return
    const result = await send('task.claim', { task: task.id })
    if (!result.ok) return toastRefusal(result.refusal)
    toast(`Yours now: ${task.text}`, { undo: () => void release(task) })
  }
  const assign = async (to: LocalId, name: string, note: string) => {
    const task = current
    if (!task) return
    select(box === 'mine' ? after(task.id) : task.id)
    const result = await send('task.assign', { task: task.id, to, ...(note ? { note } : {}) })
    if (!result.ok) {
      select(task.id)
      return toastRefusal(result.refusal)
    }
    const back = task.owner?.id
    const undo = async () => {
      if (!back) return
      const undone = await send('task.assign', { task: task.id, to: back })
      if (undone.ok) select(task.id)
      else toastRefusal(undone.refusal)
    }
    toast(`Given to ${name}: ${task.text}`, back ? { undo: () => void undo() } : {})
  }
  const toChart = () => {
    if (current?.patient) openChart(current.patient.id)
  }
  const toNote = async () => {
    const task = current
    if (!task?.patient) return
    const view = await client.ask('task.view', { task: task.id })
    if (!view.ok) return toastRefusal(view.refusal)
    if (view.value?.noteId) openChart(task.patient.id, view.value.noteId)
    else toast('The note is not on this workstation yet. Open the chart to fetch it.', { tone: 'attention' })
  }
  return { reopen, complete, release, claim, assign, toChart, toNote }
}

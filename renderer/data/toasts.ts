import { create } from 'zustand'
import type { Refusal } from '../../shared/kernel/result.js'

export interface Toast {
  id: string
  text: string
  tone?: 'plain' | 'attention' | 'danger'
  stays?: number
  /** The thing it is about: a newer word on it takes the place of this one, and with it of its undo. */
  about?: string
  /** The task it tells something of. */
  task?: string
  action?: { label: string; run: () => void }
}

/** What just happened, oldest first; at most four are kept on screen. */
export const useToasts = create<{ toasts: readonly Toast[] }>(() => ({ toasts: [] }))

let count = 0
/** Says what happened. `undo` gives it an Undo button. */
export function toast(
  text: string,
  more: {
    tone?: Toast['tone']
    stays?: number
    about?: string
    task?: string | undefined
    undo?: () => void
    action?: Toast['action']
  } = {},
): void {
  const { undo, task, ...others } = more
  const rest = { ...others, ...(task && { task }) }
  const action = undo ? { label: 'Undo', run: undo } : rest.action
  const item: Toast = { id: `toast-${++count}`, text, ...rest, ...(action ? { action } : {}) }
  const replaced = (other: Toast) => other.text === text || (rest.about !== undefined && other.about === rest.about)
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.filter((other) => !replaced(other)), item].slice(-4) }))
}

/** Says why something was not done. */
export const toastRefusal = (refusal: Refusal): void =>
  toast(refusal.message, {
    tone: refusal.code === 'wrong-patient' || refusal.code === 'no-space' ? 'danger' : 'attention',
    stays: 9000,
  })

export const closeToast = (id: string): void =>
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((other) => other.id !== id) }))

/** Takes away what was said of a task: it is not so any more. */
export const withdrawToasts = (task: string): void =>
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((other) => other.task !== task) }))

/** Does what the newest toast offers; false when none offers anything. */
export function undoNewest(): boolean {
  const newest = useToasts.getState().toasts.findLast((item) => item.action)
  if (!newest?.action) return false
  closeToast(newest.id)
  newest.action.run()
  return true
}

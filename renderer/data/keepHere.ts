import type { LocalId } from '../../shared/kernel/ids.js'
import { send } from './connection.js'
import { toast, toastRefusal } from './toasts.js'

/** Keeps a patient's chart on this workstation, or no longer; says so, and how to take it back. */
export async function keepHere(patient: LocalId, name: string, pinned: boolean): Promise<void> {
  const result = await send('workstation.pin', { chart: patient, pinned })
  if (!result.ok) return toastRefusal(result.refusal)
  toast(pinned ? `${name} is kept on this workstation` : `${name} is kept here only while there is a reason`, {
    about: `kept ${patient}`,
    undo: () => void keepHere(patient, name, !pinned),
  })
}

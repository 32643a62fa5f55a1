import type { ReactNode } from 'react'
import { type KeyBinding, useKeys, useOneAtATime } from '../../../data/index.js'
import { Button } from '../../../ui/index.js'

export interface AskPanelProps {
  /** Over its keys in the keyboard map: `Put away`. */
  group: string
  /** What the answer does. Absent where choosing among what is asked is the answer. */
  answer?: {
    /** On the button, and in the keyboard map. */
    words: string
    label: string
    /** Whether everything needed has been said. */
    ready: boolean
    give: () => unknown
  }
  /** What leaving it does, in the keyboard map: `Keep it`. */
  leave: string
  /** Other keys that answer. */
  keys?: readonly KeyBinding[]
  close: () => void
  /** The fields. */
  children: ReactNode
}

/** Asks for what an action needs to know, in place of the bar. However often it is pressed, the answer is given once. */
export function AskPanel({ group, answer, leave, keys = [], close, children }: AskPanelProps) {
  const { busy, once } = useOneAtATime()
  const ready = answer?.ready === true && !busy
  const give = () => {
    if (answer && ready) void once(async () => answer.give())
  }
  useKeys(group, [
    ...keys,
    ...(answer ? [{ keys: 'Mod+Enter', label: answer.label, run: give }] : []),
    { keys: 'Escape', label: leave, run: close, inText: true, quiet: true },
  ])
  return (
    <footer className="inbox-actions" data-asking>
      {children}
      <div className="inbox-actions-row">
        {answer && (
          <Button look="primary" keys="Mod+Enter" isDisabled={!ready} onPress={give}>
            {answer.words}
          </Button>
        )}
        <Button look="quiet" keys="Escape" onPress={close}>
          Cancel
        </Button>
      </div>
    </footer>
  )
}

import { useEffect, useState } from 'react'
import { shell } from '../data/index.js'
import { Button, Dialog } from '../ui/index.js'

/** Before quitting with work that has not left: what it is, and that it is safe here. */
export function QuitGuard() {
  const [unsent, setUnsent] = useState<{ count: number; needsYou: number } | null>(null)
  useEffect(() => shell.onQuitAsked(setUnsent), [])
  if (!unsent) return null
  const things = unsent.count === 1 ? '1 change is' : `${unsent.count} changes are`
  return (
    <Dialog
      role="alertdialog"
      title={`${things} not in the EHR yet`}
      isOpen
      onClose={() => setUnsent(null)}
      actions={
        <>
          <Button onPress={() => void shell.quitAnyway()}>Quit, send next time</Button>
          <Button look="primary" autoFocus onPress={() => setUnsent(null)}>
            Stay
          </Button>
        </>
      }
    >
      <p>
        They are safe on this workstation and will be sent the next time Rounds runs here. Until then no one else sees
        them.
      </p>
      {unsent.needsYou > 0 && (
        <p className="tone-attention frame-gap">
          {unsent.needsYou === 1 ? '1 of them needs' : `${unsent.needsYou} of them need`} you first: see “Where my work
          is”.
        </p>
      )}
    </Dialog>
  )
}

import { useState } from 'react'
import type { ChartView } from '../../../shared/contract/views/chart.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { go, send, toastRefusal } from '../../data/index.js'
import { Button, Notice } from '../../ui/index.js'

/** That a result is held which may be this patient's: never what it says. */
export function HeldNotices({ held }: { held: ChartView['heldResults'] }) {
  const [busy, setBusy] = useState(false)
  const [first] = held
  if (!first) return null
  const decide = async (report: LocalId) => {
    if (busy) return
    setBusy(true)
    const result = await send('held.task', { report })
    setBusy(false)
    if (result.ok) go('inbox', result.value.task)
    else toastRefusal(result.refusal)
  }
  return (
    <Notice
      tone="attention"
      icon="identity"
      actions={
        <Button size="s" isDisabled={busy} onPress={() => void decide(first.report)}>
          Decide whose it is
        </Button>
      }
    >
      {held.length === 1
        ? 'A result is held that may be this patient’s. Until somebody decides, it is in no chart.'
        : `${held.length} results are held that may be this patient’s. Until somebody decides, they are in no chart.`}
    </Notice>
  )
}

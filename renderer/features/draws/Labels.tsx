import { useEffect, useRef, useState } from 'react'
import type { DrawTube, DrawView } from '../../../shared/contract/views/draw.js'
import type { Refusal } from '../../../shared/kernel/result.js'
import { send, toast, useKeys } from '../../data/index.js'
import { Button, Notice, Problem, Skeleton } from '../../ui/index.js'
import { Label } from './Label.js'
import { printLabels } from './printLabels.js'
import { pendingTubes } from './scan.js'

export interface LabelledTube {
  tube: DrawTube
  accession: string
}

/** The labels of the tubes still to be filled: reserved when asked for, the same again when asked again. */
export function labelled(view: DrawView): LabelledTube[] {
  return pendingTubes(view.tubes).flatMap((tube) => (tube.accession ? [{ tube, accession: tube.accession }] : []))
}

/** Numbers are reserved and labels printed, once the two identifiers have matched. */
export function Labels({
  view,
  writable,
  onDone,
}: {
  view: DrawView
  writable: boolean
  onDone: (printed: boolean) => void
}) {
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [printing, setPrinting] = useState(false)
  const [cancelled, setCancelled] = useState(false)
  const asked = useRef(false)
  const pending = pendingTubes(view.tubes)
  const labels = labelled(view)
  const complete = labels.length === pending.length
  const now = new Date()

  const reserve = async () => {
    setRefusal(null)
    const result = await send('draw.label', { patient: view.patient.id })
    if (!result.ok) setRefusal(result.refusal)
  }
  useEffect(() => {
    if (!writable || complete || asked.current) return
    asked.current = true
    void send('draw.label', { patient: view.patient.id }).then((result) => {
      if (!result.ok) setRefusal(result.refusal)
    })
  }, [writable, complete, view.patient.id])

  const print = async () => {
    if (!complete || printing) return
    setPrinting(true)
    setCancelled(false)
    const printed = await printLabels(view.patient, labels).catch(() => false)
    setPrinting(false)
    if (!printed) return setCancelled(true)
    toast(`${labels.length} ${labels.length === 1 ? 'label' : 'labels'} printed for ${view.patient.name}`)
    onDone(true)
  }
  useKeys('Labels', [
    { keys: 'Mod+P', label: 'Print the labels', run: () => void print(), when: complete },
    { keys: 'Mod+Enter', label: 'Go on to the draw', run: () => onDone(false), when: complete },
  ])

  if (refusal) {
    return (
      <Problem
        title="No labels were made"
        tone={refusal.code === 'wrong-patient' ? 'danger' : 'attention'}
        actions={
          <Button icon="refresh" onPress={() => void reserve()}>
            Try again
          </Button>
        }
      >
        {refusal.message}
      </Problem>
    )
  }
  if (!complete) return <Skeleton lines={4} label="Reserving numbers" />
  return (
    <div className="draws-labels">
      {cancelled && (
        <Notice tone="attention">
          Nothing was printed. The numbers stay reserved for these tubes: print again, or write them on by hand.
        </Notice>
      )}
      <div className="draws-label-sheet">
        {labels.map((label) => (
          <Label key={label.accession} patient={view.patient} {...label} at={now} />
        ))}
      </div>
      <div className="draws-label-foot-actions">
        <Button look="primary" icon="print" keys="Mod+P" isDisabled={printing} onPress={() => void print()}>
          {printing ? 'Printing' : `Print ${labels.length} ${labels.length === 1 ? 'label' : 'labels'}`}
        </Button>
        <Button keys="Mod+Enter" onPress={() => onDone(false)}>
          Labels are at hand, go on
        </Button>
        <span className="faint">Put each label on its tube when the tube is filled, beside the patient.</span>
      </div>
    </div>
  )
}

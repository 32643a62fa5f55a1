import { useRef } from 'react'
import { createPortal } from 'react-dom'
import type { InputOf } from '../../../../shared/contract/contract.js'
import type { ChipAttrs } from '../../../../shared/domain/chip/chip.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { send, sendFor, toast, toastRefusal } from '../../../data/index.js'
import { closeChip, type NoteEditor, removeChip, SuggestMenu, undo } from '../../../editor/index.js'
import { ChipPanel } from './ChipPanel.js'
import type { ChipContext } from './context.js'

/** What belongs to the text and floats above it: what is offered while typing, and the chip that is open. */
export function NoteChips(props: { editor: NoteEditor; context: ChipContext; patient: LocalId; writable: boolean }) {
  const { editor, context, patient, writable } = props
  // A second press while the first is on its way asks for nothing more.
  const isBusy = useRef(false)
  const voidRecord = async ({ id, text, resource }: ChipAttrs) => {
    if (!resource || isBusy.current) return
    const record = { patient, type: resource.type as InputOf<'record.void'>['type'], id: resource.id }
    isBusy.current = true
    const result = await send('record.void', record)
    isBusy.current = false
    if (!result.ok) return toastRefusal(result.refusal)
    const { view } = editor
    let without: unknown
    if (!view.isDestroyed) {
      editor.run(closeChip)
      editor.run(removeChip(id))
      without = view.state.doc
    }
    const takeBack = async () => {
      const taken = await sendFor('record.unvoid', record)
      if (!taken.ok) return toastRefusal(taken.refusal)
      // What was written since stays as it is: then only the record comes back.
      if (!view.isDestroyed && view.state.doc === without) editor.run(undo)
      else toast(`“${text}” is valid again; it is not in the note`)
    }
    toast(`“${text}” is marked as entered in error and out of the note`, { undo: () => void takeBack() })
  }
  // On the page itself: what scrolls or is contained would cut them off.
  return createPortal(
    <>
      {writable && <SuggestMenu session={editor.suggest} />}
      <ChipPanel editor={editor} context={context} writable={writable} onVoid={(attrs) => void voidRecord(attrs)} />
    </>,
    document.body,
  )
}

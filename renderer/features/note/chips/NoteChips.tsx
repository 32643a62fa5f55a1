import { createPortal } from 'react-dom'
import type { InputOf } from '../../../../shared/contract/contract.js'
import type { ChipAttrs } from '../../../../shared/domain/chip/chip.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { send, sendFor, toast, toastRefusal } from '../../../data/index.js'
import { closeChip, type NoteEditor, removeChip, SuggestMenu } from '../../../editor/index.js'
import { ChipPanel } from './ChipPanel.js'
import type { ChipContext } from './context.js'

/** What belongs to the text and floats above it: what is offered while typing, and the chip that is open. */
export function NoteChips(props: { editor: NoteEditor; context: ChipContext; patient: LocalId; writable: boolean }) {
  const { editor, context, patient, writable } = props
  const voidRecord = async ({ id, text, resource }: ChipAttrs) => {
    if (!resource) return
    const record = { patient, type: resource.type as InputOf<'record.void'>['type'], id: resource.id }
    const result = await send('record.void', record)
    if (!result.ok) return toastRefusal(result.refusal)
    editor.run(closeChip)
    editor.run(removeChip(id))
    const takeBack = async () => {
      const taken = await sendFor('record.unvoid', record)
      if (!taken.ok) toastRefusal(taken.refusal)
    }
    toast(`“${text}” is marked as entered in error`, { undo: () => void takeBack() })
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

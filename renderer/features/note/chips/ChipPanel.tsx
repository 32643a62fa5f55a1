import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import {
  type ChipAttrs,
  type ChipDataOf,
  type ChipKind,
  chipWords,
  isChipKind,
  readChip,
} from '../../../../shared/domain/chip/chip.js'
import { changeChip, closeChip, type NoteEditor, placeOfChip, removeChip } from '../../../editor/index.js'
import { Button, Icon } from '../../../ui/index.js'
import type { ChipContext } from './context.js'
import { DiagnosisFields } from './DiagnosisFields.js'
import type { ChipFields } from './fields.js'
import { MedicationFields } from './MedicationFields.js'
import { OrderFields } from './OrderFields.js'
import { chipText } from './text.js'
import { VaccineFields } from './VaccineFields.js'
import { VitalFields } from './VitalFields.js'
import { FollowUpFields, TaskFields } from './WorkFields.js'
import './chips.css'

const forms: { [K in ChipKind]?: ChipFields<K> } = {
  diagnosis: DiagnosisFields,
  medication: MedicationFields,
  order: OrderFields,
  vital: VitalFields,
  immunization: VaccineFields,
  'follow-up': FollowUpFields,
  task: TaskFields,
}

export interface ChipPanelProps {
  editor: NoteEditor
  context: ChipContext
  /** False where the note can only be read: the chip is shown, nothing can be changed. */
  writable: boolean
  /** Marks the record a chip stands for as entered in error. */
  onVoid: (attrs: ChipAttrs) => void
}

/** The chip that is open, beside it: what it holds, to be changed, taken out or made plain text. */
export function ChipPanel({ editor, ...rest }: ChipPanelProps) {
  const open = useSyncExternalStore(editor.subscribe, () => editor.snapshot().openChip)
  const place = open === null ? undefined : placeOfChip(editor.view.state.doc, open.id)
  const attrs = place === undefined ? undefined : (editor.view.state.doc.nodeAt(place)?.attrs as ChipAttrs | undefined)
  if (!open || !attrs || place === undefined) return null
  const { id, removing } = open
  return <Open key={`${id} ${removing}`} editor={editor} attrs={attrs} at={place} removing={removing} {...rest} />
}

function Open({
  editor,
  context,
  attrs,
  at,
  removing,
  writable,
  onVoid,
}: ChipPanelProps & { attrs: ChipAttrs; at: number; removing: boolean }) {
  const box = useRef<HTMLDivElement>(null)
  const [spot, setSpot] = useState({ left: 0, top: 0 })
  const [data, setData] = useState(attrs.data as ChipDataOf[ChipKind])
  const isWhole = isChipKind(attrs.kind) && readChip({ ...attrs, data }) !== undefined
  const isBroken = readChip(attrs) === undefined

  useLayoutEffect(() => {
    const chip = editor.view.nodeDOM(at)
    const panel = box.current
    if (!(chip instanceof HTMLElement) || !panel) return
    const { left, top, bottom } = chip.getBoundingClientRect()
    const { clientWidth, clientHeight } = document.documentElement
    const below = bottom + 8 + panel.offsetHeight <= clientHeight - 8
    setSpot({
      left: Math.max(8, Math.min(left, clientWidth - panel.offsetWidth - 8)),
      top: below ? bottom + 8 : Math.max(8, top - 8 - panel.offsetHeight),
    })
  }, [editor, at])
  useEffect(() => {
    if (!box.current?.contains(document.activeElement))
      box.current?.querySelector<HTMLElement>('input, button')?.focus()
  }, [])

  // Set once it is decided what becomes of the changes: giving the text the focus then says nothing more.
  const decided = useRef(false)
  const close = (): void => {
    decided.current = true
    editor.run(closeChip)
    const place = placeOfChip(editor.view.state.doc, attrs.id)
    if (place !== undefined) editor.select(place + 1, place + 1)
  }
  const apply = (): void => {
    const isChanged = JSON.stringify(data) !== JSON.stringify(attrs.data)
    if (!writable || !isWhole || !isChanged) return
    const { state, dispatch } = editor.view
    changeChip(attrs.id, { data, text: chipText(attrs, data, context.today()) })(state, dispatch)
  }
  const keep = (): void => {
    apply()
    close()
  }
  // Going on in the text keeps what was changed here, and the cursor where it was put.
  const leave = useRef(apply)
  leave.current = apply
  useEffect(() => {
    const { view } = editor
    const goOn = (): void => {
      if (decided.current) return
      leave.current()
      closeChip(view.state, view.dispatch)
    }
    view.dom.addEventListener('focus', goOn)
    return () => view.dom.removeEventListener('focus', goOn)
  }, [editor])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return
    const inArea = event.target instanceof HTMLTextAreaElement
    const onButton = event.target instanceof HTMLButtonElement
    if (event.key === 'Escape') close()
    else if (event.key === 'Enter' && !onButton && (!inArea || event.ctrlKey || event.metaKey)) keep()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const takeOut = (keepWords: boolean): void => {
    decided.current = true
    editor.run(closeChip)
    editor.run(removeChip(attrs.id, keepWords))
  }
  const Form = isBroken || removing ? undefined : (forms[attrs.kind as ChipKind] as ChipFields<ChipKind> | undefined)
  const kind = isChipKind(attrs.kind) ? chipWords[attrs.kind] : 'Of a later version'
  return (
    <div
      ref={box}
      className="chip-panel"
      style={spot}
      role="dialog"
      aria-label={`${kind}: ${attrs.text}`}
      onKeyDown={onKeyDown}
    >
      <header className="chip-panel-head">
        <p className="chip-panel-kind">{kind}</p>
        <p className="chip-panel-text">{isWhole ? chipText(attrs, data, context.today()) : attrs.text}</p>
        {removing && <p>Take it out of this note only, or was the record itself entered in error?</p>}
        {!isBroken && !removing && (
          <p className="muted">{attrs.resource ? 'In the chart already' : 'Made when the note is signed'}</p>
        )}
      </header>
      {isBroken && (
        <p className="tone-attention">
          <Icon name="alert" size={14} /> This cannot be read here. Its words are kept; nothing will be made of it.
        </p>
      )}
      {Form && (
        <fieldset className="chip-panel-form" disabled={!writable}>
          <Form
            data={data}
            resource={attrs.resource?.id === attrs.id ? null : attrs.resource}
            except={[attrs.id, ...(attrs.resource ? [attrs.resource.id] : [])]}
            context={context}
            onChange={setData}
          />
        </fieldset>
      )}
      <footer className="chip-panel-foot">
        {writable && (
          <>
            {!removing && (
              <>
                <Button look="primary" size="s" keys="Enter" isDisabled={!isBroken && !isWhole} onPress={keep}>
                  Done
                </Button>
                <Button size="s" onPress={() => takeOut(true)}>
                  Plain text
                </Button>
              </>
            )}
            <Button size="s" look={removing ? 'primary' : 'plain'} autoFocus={removing} onPress={() => takeOut(false)}>
              {attrs.resource ? 'Take out of the note' : 'Remove'}
            </Button>
            {attrs.resource && (
              <Button size="s" look="danger" onPress={() => onVoid(attrs)}>
                Entered in error
              </Button>
            )}
            {removing && (
              <Button size="s" look="quiet" keys="Escape" onPress={close}>
                Keep
              </Button>
            )}
          </>
        )}
        {!writable && (
          <Button size="s" keys="Escape" onPress={close}>
            Close
          </Button>
        )}
      </footer>
    </div>
  )
}

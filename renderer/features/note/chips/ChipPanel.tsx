import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react'
import { type ChipAttrs, type ChipKind, chipWords, isChipKind, readChip } from '../../../../shared/domain/chip/chip.js'
import { toast } from '../../../data/index.js'
import { changeChip, closeChip, type NoteEditor, placeOfChip, removeChip } from '../../../editor/index.js'
import { Button, Icon } from '../../../ui/index.js'
import type { ChipContext } from './context.js'
import { DiagnosisFields } from './DiagnosisFields.js'
import type { ChipFields } from './fields.js'
import { MedicationFields } from './MedicationFields.js'
import { OrderFields } from './OrderFields.js'
import { chipText } from './text.js'
import { useChipData } from './useChipData.js'
import { useOpenChip } from './useOpenChip.js'
import { useSpot } from './useSpot.js'
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

/** Enter pressed twice must not close what the first one opened, with its warnings unread, milliseconds. */
const lookFirst = 300

/** The chip that is open, beside it: what it holds, to be changed, taken out or made plain text. */
export function ChipPanel({ editor, ...rest }: ChipPanelProps) {
  const { open, attrs, at } = useOpenChip(editor)
  // Taken out under the hands of whoever looks at it: by a colleague, by undo.
  const lost = useRef('')
  if (attrs) lost.current = attrs.text
  const isGone = open !== null && attrs === undefined
  useEffect(() => {
    if (!isGone) return
    const { view } = editor
    closeChip(view.state, view.dispatch)
    if (document.activeElement === document.body) editor.focus()
    toast(`“${lost.current}” was taken out of the note meanwhile`, { tone: 'attention' })
  }, [editor, isGone])
  if (!open || !attrs || at === undefined) return null
  const { id, removing } = open
  return <Open key={`${id} ${removing}`} editor={editor} attrs={attrs} at={at} removing={removing} {...rest} />
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
  const spot = useSpot(editor, at, box)
  const { data, setData, round, isChanged, isContested } = useChipData(attrs)
  const [wrong, setWrong] = useState<readonly string[]>([])
  const onWrong = useCallback(
    (field: string, isWrong: boolean) =>
      setWrong((before) => [...before.filter((other) => other !== field), ...(isWrong ? [field] : [])]),
    [],
  )
  const [tried, setTried] = useState(false)
  const isWhole = wrong.length === 0 && isChipKind(attrs.kind) && readChip({ ...attrs, data }) !== undefined
  const isBroken = readChip(attrs) === undefined

  useEffect(() => {
    if (!box.current?.contains(document.activeElement))
      box.current?.querySelector<HTMLElement>(':is(input, textarea, button):enabled')?.focus()
  }, [])

  // Set once it is decided what becomes of the changes: the focus going elsewhere then says nothing more.
  const decided = useRef(false)
  const close = (): void => {
    decided.current = true
    editor.run(closeChip)
    const place = placeOfChip(editor.view.state.doc, attrs.id)
    if (place !== undefined) editor.select(place + 1, place + 1)
  }
  const apply = (): void => {
    if (!writable || !isWhole || !isChanged) return
    const { state, dispatch } = editor.view
    changeChip(attrs.id, { data, text: chipText(attrs, data, context.today()) })(state, dispatch)
  }
  const keep = (): void => {
    if (writable && !isBroken && !isWhole) {
      setTried(true)
      return
    }
    apply()
    close()
  }
  // Going on elsewhere keeps what was changed here, and the cursor where it was put.
  const goOn = (): void => {
    if (decided.current) return
    decided.current = true
    if (writable && (isChanged || wrong.length > 0) && (isContested || !isWhole)) {
      const why = isContested ? 'someone else changed it meanwhile' : 'something in it was missing or wrong'
      toast(`“${attrs.text}” is as it was: ${why}`, { tone: 'attention' })
    } else apply()
    closeChip(editor.view.state, editor.view.dispatch)
  }
  const leave = useRef(goOn)
  leave.current = goOn
  useEffect(() => {
    const look = ({ target }: FocusEvent): void => {
      if (!(target instanceof Element) || box.current?.contains(target) || target.closest('.ui-popover')) return
      leave.current()
    }
    document.addEventListener('focusin', look)
    return () => document.removeEventListener('focusin', look)
  }, [])
  const since = useRef(performance.now())
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.nativeEvent.isComposing) return
    const isHere = event.target instanceof Element && box.current?.contains(event.target)
    const inArea = event.target instanceof HTMLTextAreaElement
    const onButton = event.target instanceof HTMLButtonElement
    if (!isHere) return
    if (event.key === 'Escape') close()
    else if (event.key === 'Enter' && (event.repeat || performance.now() - since.current < lookFirst)) {
      // Only taken.
    } else if (event.key === 'Enter' && !onButton && (!inArea || event.ctrlKey || event.metaKey)) keep()
    else if (event.key !== 'Tab' || !turnedRound(box.current, event.shiftKey)) return
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
        {removing && (
          <p>
            {attrs.resource?.id === attrs.id
              ? 'Take it out of this note? What becomes of what it made is asked before you sign.'
              : 'Take it out of this note only, or was the record itself entered in error?'}
          </p>
        )}
        {!isBroken && !removing && (
          <p className="muted">{attrs.resource ? 'In the chart already' : 'Made when the note is signed'}</p>
        )}
      </header>
      {isBroken && (
        <p className="tone-attention">
          <Icon name="alert" size={14} /> This cannot be read here. Its words are kept; nothing will be made of it.
        </p>
      )}
      {isContested && (
        <p className="tone-attention" role="alert">
          <Icon name="patients" size={14} /> Changed in another place while this was open: “{attrs.text}”. Done puts
          yours in its place.
        </p>
      )}
      {Form && (
        <fieldset className="chip-panel-form" disabled={!writable}>
          <Form
            key={round}
            data={data}
            resource={attrs.resource?.id === attrs.id ? null : attrs.resource}
            except={[attrs.id, ...(attrs.resource ? [attrs.resource.id] : [])]}
            context={context}
            onChange={setData}
            onWrong={onWrong}
          />
        </fieldset>
      )}
      {tried && !isWhole && (
        <p className="tone-attention" role="alert">
          <Icon name="alert" size={14} /> Something is missing or wrong here. Escape leaves it as it was.
        </p>
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
            <Button size="s" look="quiet" keys="Escape" onPress={close}>
              {removing ? 'Keep' : 'Cancel'}
            </Button>
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

/** From the last thing in the panel Tab goes to the first, and back; false where it only goes on. */
function turnedRound(box: HTMLElement | null, back: boolean): boolean {
  const stops = [...(box?.querySelectorAll<HTMLElement>(':is(input, textarea, button):enabled') ?? [])].filter(
    (stop) => stop.tabIndex >= 0,
  )
  const [first, last] = [stops[0], stops.at(-1)]
  if (document.activeElement !== (back ? first : last)) return false
  ;(back ? last : first)?.focus()
  return true
}

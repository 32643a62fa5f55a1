import { useState } from 'react'
import type { NoteView } from '../../../../shared/contract/views/note.js'
import { may, type Role, roles } from '../../../../shared/domain/role.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { send, sendFor, toast, toastRefusal, useKeys, useLive, useStaff } from '../../../data/index.js'
import type { NoteEditor } from '../../../editor/index.js'
import { Button, PersonBox, TextField } from '../../../ui/index.js'
import './hand-over.css'

const writes = (role: string): boolean => (roles as readonly string[]).includes(role) && may(role as Role, 'note.write')

export interface HandOverProps {
  patient: LocalId
  note: NoteView
  editor: NoteEditor
  onClose: () => void
}

/** Gives a draft to a colleague, with a word: it is theirs from then on, and stands in their inbox. */
export function HandOver({ patient, note, editor, onClose }: HandOverProps) {
  const { data: team } = useLive('team.list', {})
  const me = useStaff()?.id
  const [to, setTo] = useState<string | null>(null)
  const [word, setWord] = useState('')
  const [busy, setBusy] = useState(false)
  const members = (team ?? []).filter(({ id, name, role }) => id !== me && name !== note.author && writes(role))
  const chosen = members.find(({ id }) => id === to)
  const takeBack = async () => {
    const result = await sendFor('note.take-back', { patient, note: note.id })
    if (result.ok) toast('The draft is yours again')
    else toastRefusal(result.refusal)
  }
  const give = async () => {
    if (!chosen || busy) return
    setBusy(true)
    const saved = await editor.settled()
    const result =
      saved.ok === false
        ? saved
        : await send('note.hand-over', {
            patient,
            note: note.id,
            to: chosen.id,
            ...(word.trim() && { word: word.trim() }),
          })
    setBusy(false)
    if (!result.ok) return toastRefusal(result.refusal)
    toast(`The draft is ${chosen.name}’s now`, { undo: () => void takeBack() })
    onClose()
  }
  useKeys('Hand over', [
    { keys: 'Mod+Enter', label: 'Hand over the draft', run: () => void give() },
    { keys: 'Escape', label: 'Keep the draft', run: onClose, inText: true, quiet: true },
  ])
  return (
    <section className="note-give" aria-label="Hand over this draft">
      <PersonBox label="Hand over to" people={members} value={to} onChange={setTo} />
      <TextField label="A word with it, if any" value={word} onChange={setWord} maxLength={120} />
      <div className="note-give-do">
        <Button look="primary" keys="Mod+Enter" isDisabled={!chosen || busy} onPress={() => void give()}>
          Hand over
        </Button>
        <Button look="quiet" keys="Escape" onPress={onClose}>
          Cancel
        </Button>
      </div>
    </section>
  )
}

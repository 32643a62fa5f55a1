import { useEffect } from 'react'
import type { NotePresence } from '../../../../shared/contract/views/note.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { useLive } from '../../../data/index.js'
import { type NoteEditor, showColleagues } from '../../../editor/index.js'
import { Avatar } from '../../../ui/index.js'
import { useHere } from './useHere.js'
import './company.css'

/** Who else is in this draft and where, in the header and at the sections; and tells the others where the person here is. */
export function Company({ editor, note }: { editor: NoteEditor; note: LocalId }) {
  useHere(editor, note)
  const { data } = useLive('note.others', { note })
  useEffect(() => {
    showColleagues(
      editor,
      (data ?? []).map(({ id, name, initials, section }) => ({ id, name, initials, section: section?.code })),
    )
  }, [editor, data])
  return (
    <div className="note-company" role="status" data-alone={(data ?? []).length === 0 || undefined}>
      {(data ?? []).map((other) => (
        <span key={other.id} className="note-company-one">
          <Avatar initials={other.initials} size={20} />
          <span className="ellipsis">{whereabouts(other)}</span>
        </span>
      ))}
    </div>
  )
}

/** `Jo Ruiz, MA, is in Objective`. */
export function whereabouts({ name, own, section }: NotePresence): string {
  const place = section?.title ?? 'this note'
  if (own) return `You are in ${place} in another window`
  return `${name}${name.includes(',') ? ',' : ''} is in ${place}`
}

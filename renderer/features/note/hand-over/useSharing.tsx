import { type ReactNode, useState } from 'react'
import type { NoteView } from '../../../../shared/contract/views/note.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { send, toastRefusal, useKeys } from '../../../data/index.js'
import { keepAllVersions, keepVersion, type NoteEditor } from '../../../editor/index.js'
import type { Standing } from '../standing.js'
import { HandOver } from './HandOver.js'

interface Shared {
  patient: LocalId
  note: NoteView | null | undefined
  /** Absent while the note is not on screen to be written. */
  editor: NoteEditor | undefined
  writable: boolean
  standing: Standing | null | undefined
  /** Not being reviewed or signed. */
  writing: boolean
}

/** What several people in one draft do with it: hand it over, take it back, decide between two versions of a passage. */
export function useSharing({ patient, note, editor, writable, standing, writing }: Shared): {
  panel: ReactNode
  handOver: () => void
  takeBack: () => void
} {
  const [giving, setGiving] = useState(false)
  const mayGive = editor !== undefined && standing?.discard === true && writing
  const handOver = () => setGiving(true)
  const takeBack = () =>
    void send('note.take-back', { patient, note: note?.id as LocalId }).then((result) => {
      if (!result.ok) toastRefusal(result.refusal)
    })
  const mayDecide = editor !== undefined && writable
  useKeys('Note', [
    { keys: 'Alt+Shift+O', label: 'Hand over the draft', run: handOver, when: mayGive },
    { keys: 'Alt+Shift+T', label: 'Take the draft back', run: takeBack, when: note?.handedTo !== undefined },
    {
      keys: 'Alt+Shift+K',
      label: 'Keep the version at the cursor',
      run: () => void editor?.run(keepVersion),
      when: mayDecide,
      quiet: true,
    },
    {
      keys: 'Alt+Shift+B',
      label: 'Keep both versions',
      run: () => void editor?.run(keepAllVersions),
      when: mayDecide,
      quiet: true,
    },
  ])
  const panel =
    note && editor && giving && mayGive ? (
      <HandOver patient={patient} note={note} editor={editor} onClose={() => setGiving(false)} />
    ) : null
  return { panel, handOver, takeBack }
}

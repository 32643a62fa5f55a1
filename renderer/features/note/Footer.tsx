import { memo, useRef, useSyncExternalStore } from 'react'
import type { NoteView } from '../../../shared/contract/views/note.js'
import { type NoteEditor, nextWildcard } from '../../editor/index.js'
import { Button, Icon, IconButton } from '../../ui/index.js'
import type { Standing } from './standing.js'
import { useJournal } from './useJournal.js'
import { type Where, whereOf } from './where.js'

export interface FooterProps {
  editor: NoteEditor
  note: NoteView
  standing: Standing
  offline: boolean
  reviewing: boolean
  onReview: () => void
  onDiscard: () => void
  onAddend: () => void
  onAmend: () => void
  onCosign: () => void
  /** Absent while something else is asked of the note. */
  onPrint: (() => void) | undefined
  onHandOver: () => void
  onTakeBack: () => void
}

/**
 * Where the note is, and what to do with it next. Each part listens for itself: with every key only the one line that
 * says where the note is may be drawn again.
 */
export function Footer({
  editor,
  note,
  standing,
  offline,
  reviewing,
  onReview,
  onDiscard,
  onAddend,
  onAmend,
  onCosign,
  onPrint,
  onHandOver,
  onTakeBack,
}: FooterProps) {
  return (
    <footer className="note-foot">
      <WhereLine editor={editor} note={note} offline={offline} />
      <TryAgain editor={editor} />
      {standing.write && <WildcardsLeft editor={editor} />}
      {onPrint && <IconButton icon="print" label="Print" keys="Mod+P" look="quiet" onPress={onPrint} />}
      {note.handedTo && (
        <Button look="quiet" icon="undo" keys="Alt+Shift+T" onPress={onTakeBack}>
          Take back
        </Button>
      )}
      {standing.discard && !reviewing && (
        <IconButton icon="hand" label="Hand over" keys="Alt+Shift+O" look="quiet" onPress={onHandOver} />
      )}
      {standing.discard && <IconButton icon="trash" label="Discard draft" look="quiet" onPress={onDiscard} />}
      {standing.amend && !reviewing && (
        <Button look="quiet" icon="edit" keys="Alt+M" onPress={onAmend}>
          Amend
        </Button>
      )}
      {standing.addend && !reviewing && (
        <Button icon="plus" keys="Alt+A" onPress={onAddend}>
          Add addendum
        </Button>
      )}
      {standing.cosign && !reviewing && (
        <Button look="primary" icon="cosign" keys="Mod+Enter" onPress={onCosign}>
          Co-sign
        </Button>
      )}
      {standing.sign && !reviewing && (
        <Button look="primary" keys="Mod+Enter" onPress={onReview}>
          Review and sign
        </Button>
      )}
    </footer>
  )
}

function WhereLine({ editor, note, offline }: { editor: NoteEditor; note: NoteView; offline: boolean }) {
  const { journal, renewed } = useJournal(editor, note)
  const where = whereOf({ journal, note, renewed, offline })
  return (
    <p className="note-where num" data-tone={where.tone} role={where.tone === 'danger' ? 'alert' : undefined}>
      <WhereIcon name={where.icon} />
      <span className="note-where-text nowrap">{where.text}</span>
      {where.more && <span className="note-where-more ellipsis">{where.more}</span>}
      <Trouble where={where} />
    </p>
  )
}

const WhereIcon = memo(Icon)

/** Says aloud that something is not saved and that it is again; not that each word is saved. */
function Trouble({ where: { tone, text, more } }: { where: Where }) {
  const troubled = useRef(false)
  const trouble = tone === 'attention' || tone === 'danger'
  if (trouble) troubled.current = true
  const words = trouble ? `${text}. ${more ?? ''}` : troubled.current ? text.replace(/, .*/, '') : ''
  return (
    <span className="visually-hidden" role="status">
      {words}
    </span>
  )
}

const TryAgain = memo(function TryAgain({ editor }: { editor: NoteEditor }) {
  const stopped = useSyncExternalStore(editor.subscribe, () => editor.snapshot().journal.problem?.kind === 'stopped')
  if (!stopped) return null
  return (
    <Button size="s" icon="refresh" onPress={() => editor.resume()}>
      Try again
    </Button>
  )
})

const WildcardsLeft = memo(function WildcardsLeft({ editor }: { editor: NoteEditor }) {
  const left = useSyncExternalStore(editor.subscribe, () => editor.snapshot().toolbar.wildcards)
  if (left === 0) return null
  return (
    <Button size="s" className="note-left" onPress={() => editor.run(nextWildcard)} keys="F2">
      {left === 1 ? '1 place to fill in' : `${left} places to fill in`}
    </Button>
  )
})

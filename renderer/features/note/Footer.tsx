import { useSyncExternalStore } from 'react'
import type { NoteView } from '../../../shared/contract/views/note.js'
import { type NoteEditor, nextWildcard } from '../../editor/index.js'
import { Button, Icon } from '../../ui/index.js'
import type { Standing } from './standing.js'
import { useRenewed } from './useRenewed.js'
import { whereOf } from './where.js'

export interface FooterProps {
  editor: NoteEditor
  note: NoteView
  standing: Standing
  offline: boolean
  reviewing: boolean
  onReview: () => void
  onDiscard: () => void
  onAddend: () => void
}

/** Where the note is, and what to do with it next. */
export function Footer({ editor, note, standing, offline, reviewing, onReview, onDiscard, onAddend }: FooterProps) {
  const { journal, toolbar } = useSyncExternalStore(editor.subscribe, editor.snapshot)
  const renewed = useRenewed(journal, note)
  const where = whereOf({ journal, note, renewed, offline })
  return (
    <footer className="note-foot">
      <p className="note-where num" data-tone={where.tone} role={where.tone === 'danger' ? 'alert' : undefined}>
        <Icon name={where.icon} size={16} />
        <span className="note-where-text nowrap">{where.text}</span>
        {where.more && <span className="note-where-more ellipsis">{where.more}</span>}
      </p>
      {journal.problem?.kind === 'stopped' && (
        <Button size="s" icon="refresh" onPress={() => editor.resume()}>
          Try again
        </Button>
      )}
      {standing.write && toolbar.wildcards > 0 && (
        <Button size="s" className="note-left" onPress={() => editor.run(nextWildcard)} keys="F2">
          {toolbar.wildcards === 1 ? '1 wildcard left' : `${toolbar.wildcards} wildcards left`}
        </Button>
      )}
      <span className="note-foot-space" />
      {standing.discard && (
        <Button look="quiet" onPress={onDiscard}>
          Discard draft
        </Button>
      )}
      {standing.addend && (
        <Button icon="plus" onPress={onAddend}>
          Add addendum
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

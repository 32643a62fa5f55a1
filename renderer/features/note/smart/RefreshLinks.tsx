import { memo } from 'react'
import { useKeys } from '../../../data/index.js'
import type { NoteEditor } from '../../../editor/index.js'
import { Button } from '../../../ui/index.js'
import type { SmartAsk } from './context.js'
import { refresh, useSmart } from './useSmart.js'

/** Says when the chart has newer data than the note's smart links, and brings them up to date, never by itself. */
export const RefreshLinks = memo(function RefreshLinks({ editor, ask }: { editor: NoteEditor; ask: SmartAsk }) {
  const { outdated } = useSmart(editor, ask, true)
  const count = outdated.length
  const label = count === 1 ? 'Refresh 1 smart link' : `Refresh ${count} smart links`
  const run = () => void refresh(editor, ask)
  useKeys('Smart links', [{ keys: 'Alt+U', label: 'Refresh smart links', run, when: count > 0, inText: true }])
  if (count === 0) return null
  return (
    <Button size="s" icon="refresh" keys="Alt+U" className="note-refresh" onPress={run}>
      {label}
    </Button>
  )
})

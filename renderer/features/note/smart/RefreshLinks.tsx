import { memo } from 'react'
import { useKeys } from '../../../data/index.js'
import type { NoteEditor } from '../../../editor/index.js'
import { Button, Notice } from '../../../ui/index.js'
import type { SmartAsk } from './context.js'
import { refresh, useSmart } from './useSmart.js'

/** So many are named; of more only the number is told. */
const named = 3

/** Says when the chart has newer data than the note's smart links, and brings them up to date, never by itself. */
export const RefreshLinks = memo(function RefreshLinks({ editor, ask }: { editor: NoteEditor; ask: SmartAsk }) {
  const { outdated, values } = useSmart(editor, ask, true)
  const count = outdated.length
  const run = () => void refresh(editor, ask)
  useKeys('Smart links', [{ keys: 'Alt+U', label: 'Refresh smart links', run, when: count > 0, inText: true }])
  if (count === 0) return null
  const links = new Set(outdated.map(({ attrs }) => attrs.link as string))
  const names = values.filter(({ link }) => links.has(link)).map(({ name }) => name)
  return (
    <Notice
      icon="refresh"
      tone="attention"
      actions={
        <Button size="s" keys="Alt+U" onPress={run}>
          {count === 1 ? 'Refresh 1 smart link' : `Refresh ${count} smart links`}
        </Button>
      }
    >
      The chart says something else now: {names.length <= named ? names.join(', ') : `${count} smart links`}
    </Notice>
  )
})

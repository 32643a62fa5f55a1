import { useSyncExternalStore } from 'react'
import { sectionKinds, sectionWords } from '../../../shared/document/index.js'
import { MenuAt, type MenuGroup } from '../../ui/index.js'
import type { NoteEditor } from '../createNoteEditor.js'
import { type AskedSection, askNewSection, closeSectionMenu } from './asked.js'
import { collapsedSections, toggleSection } from './collapse.js'
import { addSection, moveSection, putSectionBack, removeSection, sectionStart } from './commands.js'
import { sectionViewAt } from './SectionView.js'

export interface SectionMenuProps {
  editor: NoteEditor
  /** Told when a section with text in it was taken out, with what puts it back: false when the note is not open to that. */
  onRemoved: (title: string, putBack: () => boolean) => void
}

/** The menu of a section, or the list of sections that can be added, where one is asked for. */
export function SectionMenu(props: SectionMenuProps) {
  const { editor } = props
  const asked = useSyncExternalStore(editor.subscribe, () => editor.snapshot().asked)
  return asked ? <Open key={`${asked.what} ${asked.index}`} asked={asked} {...props} /> : null
}

function Open({ asked: { what, index }, editor, onRemoved }: SectionMenuProps & { asked: AskedSection }) {
  const { view } = editor
  const { doc } = view.state
  const section = doc.maybeChild(index)
  const shown = sectionViewAt(view, sectionStart(doc, index))
  const close = () => closeSectionMenu(view.state, view.dispatch)
  if (!section || !shown) return null
  const { title } = section.attrs as { title: string }

  const act = (id: string) => {
    close()
    // The menu gives the focus back when it has closed; only then may the text have it.
    setTimeout(() => {
      // Signed elsewhere while the menu was open: only how the note is shown may change.
      if (view.isDestroyed || (!view.editable && id !== 'fold')) return
      if (id === 'rename') return sectionViewAt(view, sectionStart(view.state.doc, index))?.rename()
      if (id === 'add') return void askNewSection(index)(view.state, view.dispatch)
      if (id === 'up' || id === 'down') return void editor.run(moveSection(index, id === 'up' ? -1 : 1))
      if (id === 'fold') return void toggleSection(index)(view.state, view.dispatch)
      if (id === 'remove') {
        const before = view.state.doc
        const removed = before.child(index)
        if (!editor.run(removeSection(index)) || sectionWords(removed) === 0) return
        const isOpen = () => !view.isDestroyed && view.editable
        return onRemoved(title, () => isOpen() && editor.run(putSectionBack(removed, index, before)))
      }
      const kind = sectionKinds.find(({ code }) => code === id)
      if (kind) editor.run(addSection(kind, index + 1))
    }, afterMenu)
  }
  const held = new Set(doc.children.map(({ attrs }) => attrs.code as string))
  const groups = what === 'add' ? addGroups(held) : menuGroups(index, doc.childCount, isClosed(editor, index))
  return (
    <MenuAt
      label={what === 'add' ? `Add a section after ${title}` : `Section ${title}`}
      anchor={shown.anchor}
      groups={groups}
      onAction={act}
      onClose={() => {
        close()
        setTimeout(() => !view.isDestroyed && document.activeElement === document.body && view.focus(), afterMenu)
      }}
    />
  )
}

/** Milliseconds until a menu that closes has given the focus back. */
const afterMenu = 60

const isClosed = (editor: NoteEditor, index: number) => collapsedSections(editor.view.state).includes(index)

const menuGroups = (index: number, count: number, closed: boolean): MenuGroup[] => [
  {
    items: [
      {
        id: 'fold',
        label: closed ? 'Show its text' : 'Show its title only',
        icon: closed ? 'chevron-down' : 'chevron-right',
        keys: 'Mod+.',
      },
      { id: 'rename', label: 'Rename', icon: 'edit' },
    ],
  },
  {
    items: [
      { id: 'up', label: 'Move up', icon: 'arrow-up', keys: 'Alt+Shift+PageUp', isDisabled: index === 0 },
      {
        id: 'down',
        label: 'Move down',
        icon: 'arrow-down',
        keys: 'Alt+Shift+PageDown',
        isDisabled: index === count - 1,
      },
      { id: 'add', label: 'Add a section below', icon: 'plus', keys: 'Mod+Shift+A' },
    ],
  },
  { items: [{ id: 'remove', label: 'Remove section', icon: 'trash', isDisabled: count === 1 }] },
]

const addGroups = (held: ReadonlySet<string>): MenuGroup[] => {
  const item = ({ code, title }: (typeof sectionKinds)[number]) => ({ id: code, label: title })
  const groups = [
    { title: 'Add', items: sectionKinds.filter(({ code }) => !held.has(code)).map(item) },
    { title: 'Once more', items: sectionKinds.filter(({ code }) => held.has(code)).map(item) },
  ]
  return groups.filter(({ items }) => items.length > 0)
}

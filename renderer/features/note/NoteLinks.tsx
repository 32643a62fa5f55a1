import { shell, toast, useKeys } from '../../data/index.js'
import { askLink, LinkPanel, linkAt, type NoteEditor } from '../../editor/index.js'

/** Links of a note: the panel that shows where one leads, and the only way out to it. */
export function NoteLinks({ editor, editable }: { editor: NoteEditor; editable: boolean }) {
  const look = () => {
    if (linkAt(editor.view.state)) editor.run(askLink)
    else toast('There is no link at the cursor', { about: 'link' })
  }
  useKeys('Links', [{ keys: 'Alt+Enter', label: 'Where the link at the cursor leads', run: look, quiet: true }])
  const open = async (address: string) => {
    if (!(await shell.openAddress(address)))
      toast('This address could not be opened on this computer.', { tone: 'attention', about: 'link' })
  }
  return <LinkPanel editor={editor} editable={editable} onOpen={(address) => void open(address)} />
}

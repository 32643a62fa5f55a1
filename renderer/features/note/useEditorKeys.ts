import { useKeys } from '../../data/index.js'
import { editorKeys, keyForMap, type NoteEditor } from '../../editor/index.js'

/** Keys that mean something only where the cursor is. */
const ofTheText = /^((Shift|Mod)-)?(Enter|Tab|Backspace|Delete|a)$/

/**
 * Puts the keys of the text into the keyboard map and the palette, and lets those that can do it work from the buttons around the text,
 * too.
 */
export function useEditorKeys(editor: NoteEditor | undefined, writable: boolean): void {
  const [text, sections, lists] = editorKeys.map(({ group, keys }) => ({
    group,
    bindings: keys.map(({ key, label, command }) => ({
      keys: keyForMap(key),
      label,
      run: () => void editor?.run(command),
      when: editor !== undefined && (writable || reading.has(key)),
      quiet: ofTheText.test(key) || reading.has(key),
      elsewhere: ofTheText.test(key),
    })),
  }))
  useKeys(text?.group ?? '', text?.bindings ?? [])
  useKeys(sections?.group ?? '', sections?.bindings ?? [])
  useKeys(lists?.group ?? '', lists?.bindings ?? [])
}

/** What a note that is only read can be made to do. */
const reading = new Set(['Alt-ArrowDown', 'Alt-ArrowUp', 'Mod-.', 'Mod-Alt-.', 'Alt-.', 'Mod-a', 'Mod-l'])

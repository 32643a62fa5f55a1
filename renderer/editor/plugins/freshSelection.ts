import { Plugin } from 'prosemirror-state'

/**
 * A key acts where the person sees the cursor. The browser moves the cursor at once but tells of it in a task of its own,
 * which a quick next key overtakes on a busy computer: Enter after an arrow key would then act where the cursor was before.
 */
export const freshSelection = (): Plugin =>
  new Plugin({
    props: {
      handleKeyDown: (view, event) => {
        // What types a character is read from the page itself, together with the cursor.
        const types = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
        if (!types && !view.composing) view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'))
        return false
      },
    },
  })

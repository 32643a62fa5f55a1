import { Plugin } from 'prosemirror-state'

/**
 * Leaves Ctrl+Enter, Alt+Enter and Escape to the screen around the text: ProseMirror would mark them as dealt with.
 * Paragraphs are made by the Enter key's command alone, so the browser's own are refused.
 */
export const leaveKeys = (): Plugin =>
  new Plugin({
    props: {
      handleDOMEvents: {
        keydown: (_view, event) =>
          !event.isComposing &&
          (event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey || event.altKey))),
        beforeinput: (_view, event) => {
          if (event.inputType !== 'insertParagraph' && event.inputType !== 'insertLineBreak') return false
          event.preventDefault()
          return true
        },
      },
    },
  })

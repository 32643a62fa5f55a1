import { Plugin, TextSelection } from 'prosemirror-state'

/** Room kept above and below the cursor, pixels. */
const margin = 36

/**
 * Keeps the cursor in view by moving the one box the paper scrolls in. ProseMirror's own way measures every element up
 * to the window with each key.
 */
export const keepInView = (scroller: HTMLElement): Plugin =>
  new Plugin({
    props: {
      handleScrollToSelection: (view) => {
        const { selection } = view.state
        if (!(selection instanceof TextSelection)) return false
        const cursor = view.coordsAtPos(selection.head, 1)
        const box = scroller.getBoundingClientRect()
        if (cursor.top < box.top + margin) scroller.scrollTop -= box.top + margin - cursor.top
        else if (cursor.bottom > box.bottom - margin) scroller.scrollTop += cursor.bottom - box.bottom + margin
        return true
      },
    },
  })

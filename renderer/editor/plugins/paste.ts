import { Plugin } from 'prosemirror-state'
import { cleanHtml } from '../paste/clean.js'
import { hasSections, putSections } from '../paste/intoSections.js'
import { sliceText, withoutSections } from '../paste/slice.js'
import { linkAddresses } from './links.js'

export const cleanPaste = (): Plugin => {
  // What is dropped is meant for one place.
  let dropping = false
  return new Plugin({
    props: {
      transformPastedHTML: (html) => cleanHtml(html),
      transformPasted: (slice) => linkAddresses(dropping ? withoutSections(slice) : slice),
      clipboardTextSerializer: sliceText,
      handlePaste: (view, _event, slice) => {
        if (!hasSections(slice)) return false
        view.dispatch(
          putSections(view.state, slice).scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'),
        )
        return true
      },
      handleDOMEvents: {
        drop: () => {
          dropping = true
          return false
        },
        paste: () => {
          dropping = false
          return false
        },
      },
    },
  })
}

import { Plugin } from 'prosemirror-state'
import { cleanHtml } from '../paste/clean.js'
import { sliceText, withoutSections } from '../paste/slice.js'

export const cleanPaste = (): Plugin =>
  new Plugin({
    props: {
      transformPastedHTML: (html) => cleanHtml(html),
      transformPasted: withoutSections,
      clipboardTextSerializer: sliceText,
    },
  })

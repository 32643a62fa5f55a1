import { Plugin } from 'prosemirror-state'
import { cleanHtml } from '../paste/clean.js'
import { sliceText, withoutSections } from '../paste/slice.js'
import { linkAddresses } from './links.js'

export const cleanPaste = (): Plugin =>
  new Plugin({
    props: {
      transformPastedHTML: (html) => cleanHtml(html),
      transformPasted: (slice) => linkAddresses(withoutSections(slice)),
      clipboardTextSerializer: sliceText,
    },
  })

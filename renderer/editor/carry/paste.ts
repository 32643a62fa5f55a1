import { Plugin } from 'prosemirror-state'
import { carriedSlice } from '../../../shared/document/index.js'

/** The earlier note of this patient that pasted or dropped words were copied in, with its day. */
export type PastedFrom = (html: string, text: string) => { note: string; date: string } | undefined

/** Words copied from an earlier note by way of the clipboard are carried words like any other. */
export const carriedPaste = (from: PastedFrom, newId: () => string = () => crypto.randomUUID()): Plugin => {
  let pasted: { html: string; text: string } | undefined
  const hear = (data: DataTransfer | null): false => {
    pasted = data ? { html: data.getData('text/html'), text: data.getData('text/plain') } : undefined
    return false
  }
  return new Plugin({
    props: {
      handleDOMEvents: {
        paste: (_view, event) => hear(event.clipboardData),
        drop: (_view, event) => hear(event.dataTransfer),
      },
      transformPasted: (slice) => {
        const origin = pasted && from(pasted.html, pasted.text)
        pasted = undefined
        return origin ? carriedSlice(slice, origin, newId) : slice
      },
    },
  })
}

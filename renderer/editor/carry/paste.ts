import { Fragment, type Node, Slice } from 'prosemirror-model'
import { Plugin } from 'prosemirror-state'
import { carriedSlice, schema } from '../../../shared/document/index.js'

/**
 * Where pasted or dropped words come from: the earlier note of this patient they were copied in, with its day; `another` when
 * they are not known to be this patient's; undefined for all else.
 */
export type PastedFrom = (html: string, text: string) => { note: string; date: string } | 'another' | undefined

const { carried } = schema.marks

const withoutMark = (content: Fragment): Fragment =>
  Fragment.fromArray(
    content.content.map((node: Node) => {
      const unmarked = node.mark(carried.removeFromSet(node.marks))
      return unmarked.isLeaf ? unmarked : unmarked.copy(withoutMark(node.content))
    }),
  )

/**
 * Words copied from an earlier note by way of the clipboard are carried words like any other. Those of another patient never
 * say that they were carried here.
 */
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
        if (origin === undefined) return slice
        if (origin !== 'another') return carriedSlice(slice, origin, newId)
        return new Slice(withoutMark(slice.content), slice.openStart, slice.openEnd)
      },
    },
  })
}

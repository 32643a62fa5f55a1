import type { Attrs, Node } from 'prosemirror-model'
import { schema } from './schema.js'
import { textWithin } from './text.js'

/** What became of opening a stored document. The caller keeps the original whatever the outcome. */
export type ParsedDocument =
  | { ok: true; doc: Node }
  /** `newer`: written with parts this version does not know. `damaged`: not a note. `text` is what can be read of it. */
  | { ok: false; reason: 'newer' | 'damaged'; text: string }

const nodeKeys = new Set(['type', 'attrs', 'content', 'marks', 'text'])

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const hasOther = (value: unknown, known: (key: string) => boolean): boolean =>
  isRecord(value) && Object.keys(value).some((key) => !known(key))

function attrsUnknown(attrs: unknown, spec: Attrs | undefined): boolean {
  return hasOther(attrs, (key) => spec !== undefined && key in spec)
}

/**
 * True when the value uses a node, a mark or an attribute that is not of this schema. ProseMirror itself would drop
 * unknown attributes silently, and with them what someone wrote.
 */
function usesUnknown(root: unknown): boolean {
  const stack: unknown[] = [root]
  while (stack.length > 0) {
    const node = stack.pop()
    if (!isRecord(node)) continue
    const type = typeof node.type === 'string' ? schema.nodes[node.type] : undefined
    if (typeof node.type === 'string' && !type) return true
    if (hasOther(node, (key) => nodeKeys.has(key)) || attrsUnknown(node.attrs, type?.spec.attrs)) return true
    for (const mark of Array.isArray(node.marks) ? node.marks : []) {
      if (!isRecord(mark) || typeof mark.type !== 'string') continue
      const kind = schema.marks[mark.type]
      if (!kind || attrsUnknown(mark.attrs, kind.spec.attrs)) return true
    }
    if (Array.isArray(node.content)) for (const child of node.content) stack.push(child)
  }
  return false
}

/**
 * Opens a stored note: ProseMirror JSON, as a value or as its text. Never throws. A document that is not exactly of
 * this schema is not opened, so that nothing in it can be lost by saving it again.
 */
export function parseDocument(stored: unknown): ParsedDocument {
  let value = stored
  if (typeof stored === 'string') {
    try {
      value = JSON.parse(stored)
    } catch {
      return { ok: false, reason: 'damaged', text: stored }
    }
  }
  if (isRecord(value) && value.type === 'doc' && usesUnknown(value)) {
    return { ok: false, reason: 'newer', text: textWithin(value) }
  }
  try {
    const doc = schema.nodeFromJSON(value)
    if (doc.type !== schema.topNodeType) throw new RangeError('not a note')
    doc.check()
    return { ok: true, doc }
  } catch {
    return { ok: false, reason: 'damaged', text: textWithin(value) }
  }
}

import { DOMSerializer, type Node } from 'prosemirror-model'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { type Change, type Difference, schema, wordsBetween } from '../../../shared/document/index.js'

/** A change as it is marked, in order on the page; `at` is where it stands in the later document. */
export interface MarkedChange {
  change: Change
  section: string
  at: number
}

/** The changes somebody reads as such, in the order of the page. */
export const marksOf = (difference: Difference): MarkedChange[] =>
  difference.sections
    .flatMap(({ changes, title }) =>
      changes.filter(({ quiet }) => !quiet).map((change) => ({ change, section: title, at: change.after.from })),
    )
    .sort((a, b) => a.at - b.at)

/** What a screen reader says before a marked change. */
const spoken: Record<Change['kind'], string> = {
  added: 'added: ',
  removed: 'removed: ',
  replaced: 'added: ',
  changed: 'changed: ',
  kind: 'changed: ',
  style: 'look changed: ',
}

function word(text: string): HTMLElement {
  const element = document.createElement('span')
  element.className = 'note-past-word'
  element.textContent = text
  return element
}

function removed(before: Node, change: Change, current: boolean): HTMLElement {
  const { from, to } = change.before
  const element = document.createElement(change.block ? 'div' : 'del')
  element.className = change.block ? 'note-past-removed note-past-block' : 'note-past-removed'
  if (current) element.dataset.current = ''
  element.append(word('removed: '))
  const { content } = before.slice(from, to)
  const inside = change.block ? document.createElement('del') : element
  inside.append(DOMSerializer.fromSchema(schema).serializeFragment(withoutShells(content)))
  if (inside !== element) element.append(inside)
  element.append(word(' end of removed '))
  return element
}

/** Rows and list items alone are shown as their text: outside of their list they are nothing a page can hold. */
function withoutShells(content: Node['content']): Node['content'] {
  const first = content.firstChild
  if (!first || first.isInline || first.type.spec.group?.includes('block') || first.type.name === 'section')
    return content
  const blocks: Node[] = []
  content.descendants((node) => {
    if (!node.isTextblock) return true
    blocks.push(node)
    return false
  })
  return schema.node('doc', null, [schema.node('section', { code: 'x', title: 'x' }, blocks)]).child(0).content
}

function was(text: string): HTMLElement {
  const element = document.createElement('span')
  element.className = 'note-past-was'
  const del = document.createElement('del')
  del.textContent = text
  element.append(
    word('was '),
    del,
    word(', is now '),
    Object.assign(document.createElement('span'), { textContent: ' → ', ariaHidden: 'true' }),
  )
  return element
}

/** Marks on the later document: what was added is underlined, what was removed stands struck through in its place. */
export function marksFor(before: Node, after: Node, changes: readonly MarkedChange[], current: number): DecorationSet {
  const found: Decoration[] = []
  for (const [index, { change }] of changes.entries()) {
    const { kind } = change
    const { from, to } = change.after
    const is = index === current
    const key = `${index} ${kind} ${change.before.from} ${change.before.to} ${is}`
    const attrs = { class: `note-past-added`, 'data-kind': kind, ...(is && { 'data-current': '' }) }
    // An empty line that went says nothing.
    const said = wordsBetween(before, change.before).trim() !== ''
    if (said && (kind === 'removed' || kind === 'replaced')) {
      found.push(Decoration.widget(from, () => removed(before, change, is), { side: -1, key: `removed ${key}` }))
    }
    if (kind === 'removed') continue
    if (kind === 'changed') {
      found.push(Decoration.widget(from, () => was(change.was ?? ''), { side: -1, key: `was ${key}` }))
    } else if (!change.block) {
      found.push(Decoration.widget(from, () => word(spoken[kind]), { side: 0, key: `word ${key}` }))
    }
    if (!change.block)
      found.push(Decoration.inline(from, to, { ...attrs, nodeName: kind === 'style' ? 'span' : 'ins' }))
    else if (kind === 'kind' || kind === 'changed') found.push(Decoration.node(from, to, attrs))
    else found.push(...whole(after, from, to, { ...attrs, class: `${attrs.class} note-past-block` }, key))
  }
  return DecorationSet.create(after, found)
}

/** Whole blocks that were added. */
function whole(after: Node, from: number, to: number, attrs: Record<string, string>, key: string): Decoration[] {
  const found: Decoration[] = []
  after.nodesBetween(from, to, (node, pos) => {
    if (pos < from || pos + node.nodeSize > to) return true
    found.push(Decoration.node(pos, pos + node.nodeSize, attrs))
    let inside = pos
    for (let at: Node | null = node; at && !at.isTextblock && !at.isLeaf; at = at.firstChild) inside += 1
    const line = after.nodeAt(inside)
    if (line?.isTextblock) {
      found.push(Decoration.widget(inside + 1, () => word(spoken.added), { side: -1, key: `word ${pos} ${key}` }))
    }
    return false
  })
  return found
}

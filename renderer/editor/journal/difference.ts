import { ChangeSet, type TokenEncoder } from 'prosemirror-changeset'
import { Fragment, Mark, type Node, Slice } from 'prosemirror-model'
import { ReplaceAroundStep, ReplaceStep, type Step, StepMap, Transform } from 'prosemirror-transform'
import { MoveStep, matched, schema } from '../../../shared/document/index.js'
import { aligned } from '../../../shared/kernel/alignment.js'

/** One replaced range, in positions of the document before; applied from the last to the first. */
interface Edit {
  from: number
  to: number
  content: Fragment
  /** The node that takes the place of the one at `from`, its content kept. */
  markup?: Node
  /** Where in `content` the range itself stays, in what was put around it. */
  around?: number
  /** The part of the range that stays when what is around it goes. */
  within?: { from: number; to: number }
}

const markNames = (marks: readonly Mark[]): string => marks.map((mark) => mark.type.name).join()

const encoder: TokenEncoder<string> = {
  encodeCharacter: (char, marks) => `${char} ${markNames(marks)}`,
  encodeNodeStart: (node) => `<${node.type.name} ${markNames(node.marks)}>`,
  encodeNodeEnd: (node) => `</${node.type.name}>`,
  compareTokens: (a, b) => a === b,
}

/** Beyond this many pairs of blocks the changed stretch is replaced whole: a diff must not hold up typing. */
const mostPairs = 250_000

/**
 * Steps that turn `before` into `after`, as small as they can be made, so that edits elsewhere in the same paragraph
 * survive being rebased over them. They are in an order in which they apply one after another.
 */
export function stepsBetween(before: Node, after: Node): Step[] {
  const tr = new Transform(before)
  const edits: Edit[] = []
  try {
    moveSections(tr, after)
    diffChildren(tr.doc, after, 0, edits)
    for (const edit of edits.reverse()) {
      if (edit.markup) setMarkup(tr, edit.from, edit.markup)
      else if (edit.around !== undefined) {
        const slice = new Slice(edit.content, 0, 0)
        tr.step(new ReplaceAroundStep(edit.from, edit.to, edit.from, edit.to, slice, edit.around))
      } else if (edit.within) {
        tr.step(new ReplaceAroundStep(edit.from, edit.to, edit.within.from, edit.within.to, Slice.empty, 0))
      } else tr.step(new ReplaceStep(edit.from, edit.to, new Slice(edit.content, 0, 0)))
    }
    if (tr.doc.eq(after)) return tr.steps
  } catch {
    // Small edits that are not valid one by one: the whole is replaced instead.
  }
  return before.eq(after) ? [] : [new ReplaceStep(0, before.content.size, new Slice(after.content, 0, 0))]
}

/**
 * Gives a node another kind or other attributes. Where only attributes differ nothing of the node is replaced, so that
 * what is written in it meanwhile keeps its place.
 */
function setMarkup(tr: Transform, pos: number, { type, attrs, marks }: Node): void {
  const node = tr.doc.nodeAt(pos)
  if (node?.type !== type || !Mark.sameSet(node.marks, marks)) tr.setNodeMarkup(pos, type, attrs, marks)
  else
    for (const [name, value] of Object.entries(attrs))
      if (node.attrs[name] !== value) tr.setNodeAttribute(pos, name, value)
}

/** Puts the sections that stay into the order of `after`, moving as few as can be. */
function moveSections(tr: Transform, after: Node): void {
  if (after.type !== schema.topNodeType) return
  const found = matched(tr.doc.children, after.children)
  const wanted = after.children.flatMap((_section, at) => {
    const index = found.get(at)
    return index === undefined ? [] : [tr.doc.child(index)]
  })
  const staying = tr.doc.children.filter((section) => wanted.includes(section))
  const inOrder = new Set(aligned(staying, wanted, (a, b) => a === b).map(([at]) => staying[at]))
  wanted.forEach((section, at) => {
    if (inOrder.has(section)) return
    const place = (node: Node | undefined) => offsetOf(tr.doc, node)
    const from = place(section)
    const previous = wanted[at - 1]
    const to = previous ? place(previous) + previous.nodeSize : 0
    if (to !== from) tr.step(new MoveStep(from, from + section.nodeSize, to))
    inOrder.add(section)
  })
}

function offsetOf(doc: Node, section: Node | undefined): number {
  let at = 0
  for (const child of doc.children) {
    if (child === section) break
    at += child.nodeSize
  }
  return at
}

/** How much two documents differ: the size of what goes and of what comes. */
export function distanceBetween(before: Node, after: Node): number {
  let size = 0
  for (const step of stepsBetween(before, after)) {
    step.getMap().forEach((oldStart, oldEnd, newStart, newEnd) => {
      size += oldEnd - oldStart + (newEnd - newStart)
    })
  }
  return size
}

/** `start` is where the content of `before` begins in the document. */
function diffChildren(before: Node, after: Node, start: number, edits: Edit[]): void {
  let head = 0
  const most = Math.min(before.childCount, after.childCount)
  let pos = start
  while (head < most && before.child(head).eq(after.child(head))) pos += before.child(head++).nodeSize
  let tailA = before.childCount
  let tailB = after.childCount
  while (tailA > head && tailB > head && before.child(tailA - 1).eq(after.child(tailB - 1))) {
    tailA--
    tailB--
  }
  const a = Array.from({ length: tailA - head }, (_, i) => before.child(head + i))
  const b = Array.from({ length: tailB - head }, (_, i) => after.child(head + i))
  let doneA = 0
  let doneB = 0
  for (const [nextA, nextB] of [...sameNodes(a, b), [a.length, b.length] as const]) {
    pos = diffGap(a.slice(doneA, nextA), b.slice(doneB, nextB), pos, edits)
    pos += a[nextA]?.nodeSize ?? 0
    doneA = nextA + 1
    doneB = nextB + 1
  }
}

/** Between two children that stayed: pairs what is alike, replaces the rest. Answers the position after it. */
function diffGap(a: Node[], b: Node[], start: number, edits: Edit[]): number {
  const most = Math.min(a.length, b.length)
  const extra = Math.max(a.length, b.length) - most
  const atTail =
    most > 0 && extra > 0 && inCommon(a.slice(-most), b.slice(-most)) > inCommon(a.slice(0, most), b.slice(0, most))
  const lead = atTail ? extra : 0
  const leadA = Math.min(lead, a.length - most)
  const leadB = Math.min(lead, b.length - most)
  let pos = replaceRun(a.slice(0, leadA), b.slice(0, leadB), start, edits)
  let paired = 0
  for (; paired < most; paired++) {
    const from = a[leadA + paired] as Node
    if (!diffNode(from, b[leadB + paired] as Node, pos, edits)) break
    pos += from.nodeSize
  }
  pos = replaceRun(a.slice(leadA + paired), b.slice(leadB + paired), pos, edits)
  return pos
}

/** How much of the text of nodes paired in order is the same from either end. */
function inCommon(a: Node[], b: Node[]): number {
  return a.reduce((sum, node, at) => {
    const other = b[at] as Node
    const start = node.content.findDiffStart(other.content)
    const end = node.content.findDiffEnd(other.content)
    return sum + (start === null || !end ? node.content.size : start + node.content.size - end.a)
  }, 0)
}

function replaceRun(a: Node[], b: Node[], start: number, edits: Edit[]): number {
  const end = a.reduce((at, node) => at + node.nodeSize, start)
  const around = roundThem(a, b)
  const within = versionWithin(a, b, start)
  if (around) edits.push({ from: start, to: end, ...around })
  else if (within) edits.push({ from: start, to: end, content: Fragment.empty, within })
  else if (a.length > 0 || b.length > 0) edits.push({ from: start, to: end, content: Fragment.fromArray(b) })
  return end
}

/**
 * Blocks that have become one version of a choice, in which they stand as they were: the choice is put around them, so that
 * whoever writes in them goes on writing.
 */
function roundThem(a: Node[], b: Node[]): { content: Fragment; around: number } | undefined {
  const [choice] = b
  if (a.length === 0 || b.length !== 1 || choice?.type.name !== 'passage') return undefined
  const content = Fragment.fromArray(a)
  let at = 1
  for (const [index, version] of choice.children.entries()) {
    if (version.content.eq(content)) {
      const versions = choice.content.replaceChild(index, version.copy(Fragment.empty))
      return { content: Fragment.from(choice.copy(versions)), around: at + 1 }
    }
    at += version.nodeSize
  }
  return undefined
}

/** A choice decided for one version, which stays as it stands. */
function versionWithin(a: Node[], b: Node[], start: number): { from: number; to: number } | undefined {
  const [choice] = a
  if (b.length === 0 || a.length !== 1 || choice?.type.name !== 'passage') return undefined
  const content = Fragment.fromArray(b)
  let at = start + 1
  for (const version of choice.children) {
    if (version.content.eq(content)) return { from: at + 1, to: at + version.nodeSize - 1 }
    at += version.nodeSize
  }
  return undefined
}

/** Adds the edits that turn one node into another where they are of a kind; false where they are not. */
function diffNode(before: Node, after: Node, pos: number, edits: Edit[]): boolean {
  const alike = before.type === after.type || (before.isTextblock && after.isTextblock)
  if (!alike || before.isText || before.isLeaf) return false
  if (!before.sameMarkup(after)) edits.push({ from: pos, to: pos, content: Fragment.empty, markup: after })
  if (before.isTextblock) diffText(before, after, pos + 1, edits)
  else diffChildren(before, after, pos + 1, edits)
  return true
}

function diffText(before: Node, after: Node, start: number, edits: Edit[]): void {
  const whole = new StepMap([0, before.content.size, after.content.size])
  const set = ChangeSet.create<null>(before, undefined, encoder).addSteps(after, [whole], null)
  for (const { fromA, toA, fromB, toB } of set.changes) {
    edits.push({ from: start + fromA, to: start + toA, content: after.content.cut(fromB, toB) })
  }
}

/** Indexes of children that are the same in both, in order: a longest common subsequence. */
function sameNodes(a: Node[], b: Node[]): (readonly [number, number])[] {
  if (a.length * b.length > mostPairs) return []
  const width = b.length + 1
  const length = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      length[i * width + j] = (a[i] as Node).eq(b[j] as Node)
        ? (length[(i + 1) * width + j + 1] as number) + 1
        : Math.max(length[(i + 1) * width + j] as number, length[i * width + j + 1] as number)
    }
  }
  const pairs: (readonly [number, number])[] = []
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if ((a[i] as Node).eq(b[j] as Node)) pairs.push([i++, j++])
    else if ((length[(i + 1) * width + j] as number) >= (length[i * width + j + 1] as number)) i++
    else j++
  }
  return pairs
}

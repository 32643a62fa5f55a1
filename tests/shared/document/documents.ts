import fc from 'fast-check'
import type { Mark, Node } from 'prosemirror-model'
import { ReplaceStep, type Step, Transform } from 'prosemirror-transform'
import { emptySection, MoveStep, schema } from '../../../shared/document/index.js'

const someText = fc.oneof(
  fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }),
  fc.string({ minLength: 1, maxLength: 12, unit: 'binary' }),
  fc.constantFrom(
    '<b>&amp;</b>',
    ']]>',
    '"\'',
    'BP 146/88 & pulse < 60',
    ' *** ',
    '\u0000\u0008',
    '\ud800',
    '\r\n',
    '𝛼',
  ),
)

const marks = fc
  .subarray(['strong', 'em'])
  .map((names) => names.reduce<readonly Mark[]>((set, name) => schema.mark(name).addToSet(set), []))

const inline = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(someText, marks).map(([text, set]) => schema.text(text, set)) },
  { weight: 1, arbitrary: fc.constant(schema.node('hard_break')) },
)
const inlines = fc.array(inline, { maxLength: 4 })

const paragraph = inlines.map((content) => schema.node('paragraph', null, content))
const heading = fc
  .tuple(fc.constantFrom(2, 3, 4), inlines)
  .map(([level, content]) => schema.node('heading', { level }, content))

const asTasks = (items: readonly Node[], done: number): Node =>
  schema.node(
    'task_list',
    null,
    items.map(({ content }, at) => schema.node('task_item', { checked: (done >> at) % 2 === 1 }, content)),
  )

const { list } = fc.letrec<{ list: Node; item: Node }>((tie) => ({
  list: fc
    .tuple(fc.nat(2), fc.array(tie('item'), { minLength: 1, maxLength: 3 }), fc.nat(20))
    .map(([kind, items, order]) =>
      kind === 0
        ? schema.node('ordered_list', { order }, items)
        : kind === 1
          ? schema.node('bullet_list', null, items)
          : asTasks(items, order),
    ),
  item: fc
    .tuple(paragraph, fc.option(tie('list'), { nil: null, depthSize: 'small', maxDepth: 3 }))
    .map(([text, nested]) => schema.node('list_item', null, nested ? [text, nested] : [text])),
}))

const table = fc
  .tuple(
    fc.integer({ min: 1, max: 3 }),
    fc.integer({ min: 1, max: 3 }),
    fc.array(paragraph, { minLength: 9, maxLength: 9 }),
  )
  .map(([rows, columns, texts]) =>
    schema.node(
      'table',
      null,
      Array.from({ length: rows }, (_r, row) =>
        schema.node(
          'table_row',
          null,
          Array.from({ length: columns }, (_c, column) =>
            schema.node(row === 0 ? 'table_header' : 'table_cell', null, texts[row * 3 + column]),
          ),
        ),
      ),
    ),
  )

const block = fc.oneof(
  { weight: 5, arbitrary: paragraph },
  { weight: 1, arbitrary: heading },
  { weight: 2, arbitrary: list },
  { weight: 1, arbitrary: table },
)

/** Any note: one to four sections of any blocks, text of any characters. */
export const anyNote: fc.Arbitrary<Node> = fc
  .array(fc.tuple(someText, fc.array(block, { minLength: 1, maxLength: 5 })), { minLength: 1, maxLength: 4 })
  .map((sections) =>
    schema.node(
      'doc',
      null,
      sections.map(([title, blocks], at) => schema.node('section', { code: `${at}-0`, title }, blocks)),
    ),
  )

/** One intended edit; `at` and `to` are fractions of the document, so that it fits whatever document it meets. */
export type Edit =
  | { kind: 'type'; at: number; text: string }
  | { kind: 'erase'; at: number; to: number }
  | { kind: 'split'; at: number }
  | { kind: 'mark'; at: number; to: number; mark: string }
  | { kind: 'move'; at: number; to: number }
  | { kind: 'add'; at: number; title: string }
  | { kind: 'rename'; at: number; title: string }
  | { kind: 'remove'; at: number }

export const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('type' as const),
      at: fraction(),
      text: fc.string({ minLength: 1, maxLength: 6 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('erase' as const), at: fraction(), to: fraction() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('split' as const), at: fraction() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('mark' as const),
      at: fraction(),
      to: fraction(),
      mark: fc.constantFrom('strong', 'em'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('move' as const), at: fraction(), to: fraction() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('add' as const, 'rename' as const),
      at: fraction(),
      title: fc.constantFrom('Family history', 'Results', 'Plan'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), at: fraction() }) },
)

function fraction(): fc.Arbitrary<number> {
  return fc.double({ min: 0, max: 0.999, noNaN: true })
}

/** The nearest place in a textblock at or after a fraction of the document. */
function textPlace(doc: Node, at: number): number {
  const places: { from: number; to: number }[] = []
  doc.descendants((node, pos) => {
    if (node.isTextblock) places.push({ from: pos + 1, to: pos + 1 + node.content.size })
    return !node.isTextblock
  })
  const wanted = Math.floor(at * doc.content.size)
  const place = places.find(({ to }) => to >= wanted) ?? (places.at(-1) as { from: number; to: number })
  return Math.max(place.from, Math.min(wanted, place.to))
}

/** The places between sections. */
function bounds(doc: Node): number[] {
  const places = [0]
  doc.forEach((section, offset) => {
    places.push(offset + section.nodeSize)
  })
  return places
}

const sectionSteps = (doc: Node, edit: Edit & { kind: 'move' | 'add' | 'rename' | 'remove' }): Step[] => {
  const tr = new Transform(doc)
  const places = bounds(doc)
  const index = Math.floor(edit.at * doc.childCount)
  const [from, end] = [places[index] as number, places[index + 1] as number]
  if (edit.kind === 'move') {
    const to = places[Math.floor(edit.to * places.length)] as number
    if (to < from || to > end) tr.step(new MoveStep(from, end, to))
  } else if (edit.kind === 'add') tr.insert(from, emptySection({ code: 'added', title: edit.title }))
  else if (edit.kind === 'rename') tr.setNodeAttribute(from, 'title', edit.title)
  else if (doc.childCount > 1) tr.delete(from, end)
  return tr.steps
}

/** Carries out an edit within one textblock, or of whole sections, and answers the steps it took. */
export function editSteps(doc: Node, edit: Edit): Step[] {
  if (edit.kind === 'move' || edit.kind === 'add' || edit.kind === 'rename' || edit.kind === 'remove') {
    return sectionSteps(doc, edit)
  }
  const tr = new Transform(doc)
  const at = textPlace(doc, edit.at)
  const $at = doc.resolve(at)
  if (edit.kind === 'type') tr.insert(at, schema.text(edit.text))
  else if (edit.kind === 'split') {
    if ($at.depth === 2) tr.split(at)
  } else {
    const end = Math.min($at.end(), Math.max(at, textPlace(doc, edit.to)))
    if (end > at && edit.kind === 'erase') tr.step(new ReplaceStep(at, end, schema.node('paragraph').slice(0)))
    if (end > at && edit.kind === 'mark') tr.addMark(at, end, schema.mark(edit.mark))
  }
  return tr.steps
}

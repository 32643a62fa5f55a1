import type { NodeSpec } from 'prosemirror-model'

/** `tableRole` is how the table commands know the parts of a table. */
export const table: NodeSpec = {
  content: 'table_row+',
  group: 'block',
  isolating: true,
  tableRole: 'table',
  parseDOM: [{ tag: 'table' }],
  toDOM: () => ['table', ['tbody', 0]],
}

export const tableRow: NodeSpec = {
  content: '(table_cell | table_header)*',
  tableRole: 'row',
  parseDOM: [{ tag: 'tr' }],
  toDOM: () => ['tr', 0],
}

const span = {
  default: 1,
  validate: (value: unknown) => {
    if (!Number.isInteger(value) || (value as number) < 1 || (value as number) > 1000) {
      throw new RangeError('a cell spans 1 to 1000 rows or columns')
    }
  },
}

const readSpan = (text: string | null): number => {
  const value = Number(text ?? 1)
  return Number.isInteger(value) && value >= 1 && value <= 1000 ? value : 1
}

const cell = (tag: 'td' | 'th', tableRole: string): NodeSpec => ({
  content: '(paragraph | list)+',
  isolating: true,
  tableRole,
  attrs: { colspan: span, rowspan: span },
  parseDOM: [
    {
      tag,
      getAttrs: (dom) => ({
        colspan: readSpan(dom.getAttribute('colspan')),
        rowspan: readSpan(dom.getAttribute('rowspan')),
      }),
    },
  ],
  toDOM: ({ attrs }) => {
    const spans: Record<string, number> = {}
    if (attrs.colspan !== 1) spans.colspan = attrs.colspan
    if (attrs.rowspan !== 1) spans.rowspan = attrs.rowspan
    return [tag, spans, 0]
  },
})

export const tableCell = cell('td', 'cell')
export const tableHeader = cell('th', 'header_cell')

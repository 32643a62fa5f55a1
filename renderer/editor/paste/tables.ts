/** Leaves of a table only what a note's table has: rows of cells with text. */
export function plainTables(root: Element): void {
  for (const inner of [...root.querySelectorAll('td table, th table')].reverse()) unwrapTable(inner)
  for (const table of root.querySelectorAll('table')) {
    for (const caption of table.querySelectorAll('caption')) {
      const paragraph = table.ownerDocument.createElement('p')
      paragraph.append(...caption.childNodes)
      table.before(paragraph)
      caption.remove()
    }
    for (const column of table.querySelectorAll('colgroup, col')) column.remove()
    // One cell is a frame that a page or a mail was laid out with, not a table.
    if (table.querySelectorAll('td, th').length <= 1) unwrapTable(table)
  }
}

function unwrapTable(table: Element): void {
  for (const row of table.querySelectorAll('tr')) {
    for (const cell of row.querySelectorAll('td, th')) {
      const block = table.ownerDocument.createElement('div')
      block.append(...cell.childNodes)
      table.before(block)
    }
  }
  table.remove()
}

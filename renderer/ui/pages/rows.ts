/** Whether a cell of these rows spans further down than they go. */
export function isCutBySpan(rows: Element): boolean {
  const all = [...rows.children]
  return all.some((row, at) =>
    [...row.children].some((cell) => at + Number(cell.getAttribute('rowspan') ?? 1) > all.length),
  )
}

/**
 * Gives every row all its cells, so that a table can be parted between any two: where a cell spanned rows, empty ones of
 * its width stand below it.
 */
export function dissolveSpans(table: Element): void {
  const waiting: { column: number; width: number; rows: number; tag: string }[] = []
  for (const row of table.querySelectorAll('tr')) {
    const cells = [...row.children]
    let [next, column] = [0, 0]
    const openAt = (at: number) => waiting.find((span) => span.column === at && span.rows > 0)
    const fill = (): void => {
      for (let open = openAt(column); open; open = openAt(column)) {
        const empty = document.createElement(open.tag)
        if (open.width > 1) empty.setAttribute('colspan', String(open.width))
        row.insertBefore(empty, cells[next] ?? null)
        open.rows -= 1
        column += open.width
      }
    }
    for (; next < cells.length; next += 1) {
      fill()
      const cell = cells[next] as Element
      const width = Number(cell.getAttribute('colspan') ?? 1)
      const rows = Number(cell.getAttribute('rowspan') ?? 1)
      if (rows > 1) {
        cell.removeAttribute('rowspan')
        waiting.push({ column, width, rows: rows - 1, tag: cell.nodeName.toLowerCase() })
      }
      column += width
    }
    fill()
  }
}

/** Parts a row that is taller than a page, cell by cell; answers the row of what is left of each. */
export function splitRow(
  row: HTMLElement,
  pour: (part: HTMLElement, into: HTMLElement) => HTMLElement | undefined,
): HTMLElement | undefined {
  const rest = row.cloneNode(false) as HTMLElement
  const wholes = [...row.children].map((cell) => {
    const whole = [...cell.children] as HTMLElement[]
    cell.replaceChildren()
    const remains = cell.cloneNode(false) as HTMLElement
    rest.append(remains)
    return { cell: cell as HTMLElement, whole, remains }
  })
  for (const { cell, whole, remains } of wholes) {
    while (whole.length > 0) {
      const left = pour(whole.shift() as HTMLElement, cell)
      if (!left) continue
      remains.append(left, ...whole)
      break
    }
  }
  return wholes.some(({ remains }) => remains.childElementCount > 0) ? rest : undefined
}

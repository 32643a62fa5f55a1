/** The numbers of a plot, to be read: the first column names the row. */
export function Numbers({
  label,
  head,
  rows,
  empty,
}: {
  label: string
  head: readonly string[]
  rows: readonly (readonly (string | number)[])[]
  empty: string
}) {
  if (rows.length === 0) return <p className="muted">{empty}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <section className="insight-numbers" aria-label={label} tabIndex={0}>
      <table aria-label={label}>
        <thead>
          <tr>
            {head.map((words, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move
              <th key={at} scope="col">
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two colleagues may have one name
            <tr key={place}>
              {row.map((value, at) =>
                at === 0 ? (
                  <th key="name" scope="row">
                    {value}
                  </th>
                ) : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move
                  <td key={at} className="num">
                    {value === 0 ? <span className="faint">0</span> : value}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

import type { OutboxItem } from '../../../shared/contract/views/session.js'

/** Two versions side by side, fields that differ only. */
export function Differences({
  title,
  differences,
}: {
  title: string
  differences: NonNullable<OutboxItem['differences']>
}) {
  return (
    <table className="clinic-differences" aria-label={`Two versions of ${title}`}>
      <thead>
        <tr>
          <td />
          <th scope="col">Entered here</th>
          <th scope="col">In the EHR now</th>
        </tr>
      </thead>
      <tbody>
        {differences.map((difference) => (
          <tr key={difference.field}>
            <th scope="row">{difference.field}</th>
            <td className="selectable">{difference.mine || <span className="faint">nothing</span>}</td>
            <td className="selectable">{difference.theirs || <span className="faint">nothing</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

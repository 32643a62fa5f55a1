import { Sparkline } from './Sparkline.js'
import { Flag, type FlagCode, flagTone } from './Tag.js'
import './report.css'

export interface ResultValueProps {
  text: string
  unit: string
  flag?: FlagCode
  /** The value before it was corrected; always shown with the present one. */
  earlier?: string
  strong?: boolean
}

/** A value with its unit, its letter and, when it was corrected, what it was before. */
export function ResultValue({ text, unit, flag, earlier, strong = true }: ResultValueProps) {
  return (
    <span className="ui-value num selectable">
      <span className={`${strong ? 'ui-value-text' : ''} tone-${flagTone(flag)}`}>
        {text}
        {unit && ` ${unit}`}
      </span>{' '}
      <Flag flag={flag} />
      {earlier !== undefined && (
        <span className="ui-value-earlier">
          corrected, was <s>{unit ? `${earlier} ${unit}` : earlier}</s>
        </span>
      )}
    </span>
  )
}

export interface ReportRow {
  id: string
  name: string
  text: string
  unit: string
  reference?: string
  flag?: FlagCode
  /** The value before this one, its unit left out. */
  last?: string
  /** Oldest first. */
  trend: readonly number[]
  earlier?: string
}

/** The unit stands beside the value already. */
const withoutUnit = (reference: string | undefined, unit: string): string | undefined =>
  reference && unit && reference.endsWith(` ${unit}`) ? reference.slice(0, -unit.length - 1) : reference

/** A laboratory report as laboratories print it, with the last value and the trend beside each. */
export function ReportTable({
  label,
  rows,
  selected,
  onSelect,
  partial = false,
}: {
  label: string
  rows: readonly ReportRow[]
  /** The chart is not all here: there may be earlier values. */
  partial?: boolean | undefined
  /** Where a test can be chosen, to be plotted beside the table. */
  selected?: string | undefined
  onSelect?: (id: string) => void
}) {
  return (
    <div className="ui-report-box">
      <table className="ui-report" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">Test</th>
            <th scope="col">Result</th>
            <th scope="col">Reference</th>
            <th scope="col">Last</th>
            <th scope="col">
              <span className="visually-hidden">Trend</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={row.id}
              data-abnormal={(row.flag !== undefined && row.flag !== 'N') || undefined}
              data-selected={(onSelect && row.id === selected) || undefined}
            >
              <th scope="row">
                {onSelect ? (
                  <button
                    type="button"
                    className="ui-report-test"
                    aria-pressed={row.id === selected}
                    onClick={() => onSelect(row.id)}
                  >
                    {row.name}
                  </button>
                ) : (
                  row.name
                )}
              </th>
              <td>
                <ResultValue text={row.text} unit={row.unit} flag={row.flag} earlier={row.earlier} />
              </td>
              <td className="num muted nowrap">
                {withoutUnit(row.reference, row.unit) ?? <span className="faint">none given</span>}
              </td>
              <td className="num muted nowrap">
                {row.last ?? <span className="faint">{partial ? 'not here' : 'first'}</span>}
              </td>
              <td>
                {row.trend.length > 1 && (
                  <Sparkline
                    values={row.trend}
                    tone={flagTone(row.flag)}
                    label={`${row.name}, last ${row.trend.length}: ${row.trend.join(', ')}`}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

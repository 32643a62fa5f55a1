import type { HeldView } from '../../../../../shared/contract/views/work/identity.js'
import { dateForReading, momentForReading } from '../../../../../shared/kernel/dates.js'
import type { DateText } from '../../../../../shared/kernel/ids.js'
import { ResultValue, Tag } from '../../../../ui/index.js'
import { Facts } from '../Facts.js'

/** What the laboratory wrote of whose it is. */
export function SentCard({ view, now }: { view: HeldView; now: Date }) {
  const { sent } = view
  const facts = [
    ['Name', sent.name],
    ['Birth date', sent.birthDate && dateForReading(sent.birthDate as DateText)],
    ['Record number', sent.number],
    ['Refers to record', sent.record],
    ['Answers', [sent.order, sent.orderedBy].filter(Boolean).join(', ordered by ')],
    ['Specimen', sent.accession],
    ['Collected', sent.collectedAt && momentForReading(sent.collectedAt, now)],
  ] as const
  const when = [view.from, view.issuedAt && `received ${momentForReading(view.issuedAt, now)}`].filter(Boolean)
  return (
    <section className="card inbox-card" aria-label="What was sent">
      <header className="inbox-card-head">
        <h2>What the laboratory wrote</h2>
        {view.critical && <Tag tone="danger">critical</Tag>}
        <span className="inbox-card-aside faint num">{when.join(' · ')}</span>
      </header>
      <Facts facts={facts} none="Nothing that says whose it is." />
    </section>
  )
}

/** The values as they came. */
export function ValuesCard({ view }: { view: HeldView }) {
  if (view.values.length === 0) return null
  return (
    <section className="card inbox-card" aria-label={view.name}>
      <header className="inbox-card-head">
        <h2>{view.name}</h2>
      </header>
      <table className="ui-report" aria-label={view.name}>
        <thead>
          <tr>
            <th scope="col">Test</th>
            <th scope="col">Result</th>
            <th scope="col">Reference</th>
          </tr>
        </thead>
        <tbody>
          {view.values.map((value) => (
            <tr key={value.id}>
              <th scope="row">{value.name}</th>
              <td>
                <ResultValue text={value.text} unit={value.unit} {...(value.flag && { flag: value.flag })} />
              </td>
              <td className="num muted">{value.reference}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

import type { TaskRow } from '../../../../shared/contract/views/task.js'
import { kindOf } from '../../../../shared/domain/task/kind.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { taskIcons } from '../../../data/taskIcons.js'
import { Icon, PatientMark } from '../../../ui/index.js'
import { countWords } from '../when.js'
import type { Working } from '../working.js'

const most = 40

/** Several items chosen to be acted on together: which they are, so that nobody acts on what they did not see. */
export function Chosen({ working, rowOf }: { working: Working; rowOf: (id: LocalId) => TaskRow | undefined }) {
  const ids = working.ids.slice(0, most)
  const more = working.ids.length - ids.length
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls is reached by keyboard
    <section className="inbox-cards" aria-label="Chosen" tabIndex={0}>
      <div className="inbox-title">
        <Icon name="checklist" size={18} />
        <div>
          <h2 className="num">{countWords(working.ids.length)} chosen</h2>
          <p className="faint">What you do now is done to each of them.</p>
        </div>
      </div>
      <ul className="card inbox-card inbox-chosen">
        {ids.map((id) => (
          <ChosenRow key={id} row={rowOf(id)} />
        ))}
        {more > 0 && <li className="faint num">and {countWords(more)} more in the list</li>}
      </ul>
    </section>
  )
}

function ChosenRow({ row }: { row: TaskRow | undefined }) {
  if (!row) return <li className="faint">One further down the list</li>
  return (
    <li>
      <Icon name={taskIcons[row.kind]} label={kindOf[row.kind].many} />
      <span className="strong">
        {row.patient && <PatientMark colour={row.patient.colour} />} {row.patient?.name ?? kindOf[row.kind].one}
      </span>
      <span>{row.text}</span>
    </li>
  )
}

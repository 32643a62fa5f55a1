import type { Compared, ComparedWord, IdentifierKind } from '../../../../../shared/domain/result/compare.js'
import { Checkbox, Icon } from '../../../../ui/index.js'

const identifierWords: Record<IdentifierKind, string> = {
  name: 'Name',
  'birth-date': 'Birth date',
  'record-number': 'Record number',
  order: 'Order',
  specimen: 'Specimen',
}

interface CompareTableProps {
  name: string
  compared: readonly Compared[]
  ticked: ReadonlySet<IdentifierKind>
  onTick: (what: IdentifierKind, on: boolean) => void
}

/** What was sent beside what is on record, word by word. Only what agrees can be marked, and only a person marks it. */
export function CompareTable({ name, compared, ticked, onTick }: CompareTableProps) {
  if (compared.length === 0) return <p className="muted">Nothing was sent that could be compared with {name}.</p>
  return (
    <table className="ui-report held-compare" aria-label={`Compared with ${name}`}>
      <thead>
        <tr>
          <th scope="col">Identifier</th>
          <th scope="col">Sent</th>
          <th scope="col">On record</th>
          <th scope="col">I compared it</th>
        </tr>
      </thead>
      <tbody>
        {compared.map(({ what, sent, here, agrees }) => (
          <tr key={what} data-agrees={agrees}>
            <th scope="row">{identifierWords[what]}</th>
            <td>
              <Words words={sent} />
            </td>
            <td>
              <Words words={here} />
            </td>
            <td>
              {agrees ? (
                <Checkbox
                  isSelected={ticked.has(what)}
                  onChange={(on) => onTick(what, on)}
                  aria-label={`${identifierWords[what]} is the same`}
                >
                  same
                </Checkbox>
              ) : (
                <span className="tone-danger held-differs">
                  <Icon name="ban" size={13} /> differs
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Words the other side lacks are underlined, not only coloured. */
function Words({ words }: { words: readonly ComparedWord[] }) {
  return (
    <span className="num selectable">
      {words.map(({ text, agrees }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same word may stand twice, and the words never move
        <span key={at}>
          {at > 0 && ' '}
          {agrees ? text : <mark className="held-word">{text}</mark>}
        </span>
      ))}
    </span>
  )
}

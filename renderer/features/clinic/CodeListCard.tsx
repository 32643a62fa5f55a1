import type { CodeListView } from '../../../shared/contract/views/terminology.js'
import { momentForReading } from '../../../shared/kernel/dates.js'
import { useServerNow } from '../../data/index.js'
import { Button, Icon, Notice, ProgressBar } from '../../ui/index.js'
import { chooseList, count, kinds, stopList } from './codeListWork.js'

/** One list: which is in use, what is being read, and why a file was refused. */
export function CodeListCard({ list, onRemove }: { list: CodeListView; onRemove: () => void }) {
  const { system, current, loading, failed, short } = list
  const { title, short: shortName, things, keys, file, from } = kinds[system]
  const now = useServerNow()
  return (
    <article className="card code-list" aria-labelledby={`code-list-${system}`}>
      <header className="clinic-bar">
        <h2 id={`code-list-${system}`}>
          <Icon name={system === 'condition' ? 'problem' : 'medicine'} /> {title}
        </h2>
        <div className="clinic-head-actions">
          {loading ? (
            <Button
              icon="close"
              keys={`Shift+${keys.toUpperCase()}`}
              isDisabled={loading.stopping}
              onPress={() => void stopList(system)}
            >
              {loading.stopping ? 'Stopping' : 'Stop'}
            </Button>
          ) : (
            <>
              {current && (
                <Button look="quiet" icon="trash" keys={`Shift+${keys.toUpperCase()}`} onPress={onRemove}>
                  Remove
                </Button>
              )}
              <Button
                look={current ? 'plain' : 'primary'}
                icon="download"
                keys={keys}
                onPress={() => void chooseList(system)}
              >
                {current ? 'Replace with a newer one' : 'Import'}
              </Button>
            </>
          )}
        </div>
      </header>
      {current ? (
        <dl className="code-list-facts">
          {current.edition && (
            <div>
              <dt>Edition</dt>
              <dd className="num">{current.edition}</dd>
            </div>
          )}
          <div>
            <dt>In use</dt>
            <dd className="num">
              {count(current.codes)} {things}
            </dd>
          </div>
          <div>
            <dt>Imported</dt>
            <dd className="num">
              {momentForReading(current.loadedAt, now)}
              {current.loadedBy && ` by ${current.loadedBy}`}
            </dd>
          </div>
          <div>
            <dt>From</dt>
            <dd className="selectable">{current.file}</dd>
          </div>
          {current.retired > 0 && (
            <div>
              <dt>Of earlier lists</dt>
              <dd className="num">
                {count(current.retired)} {things} no longer offered, kept for the notes that have them
              </dd>
            </div>
          )}
        </dl>
      ) : (
        <p className="code-list-none">
          Only the short list is here: {count(short)} {shortName}.
        </p>
      )}
      {loading && (
        <ProgressBar
          label={loading.stopping ? 'Stopping; the list in use stays' : `Reading ${loading.file}`}
          value={loading.done}
          total={1}
          note={`${count(loading.codes)} ${things}`}
        />
      )}
      {failed && (
        <Notice
          tone="danger"
          actions={
            <Button size="s" look="quiet" onPress={() => void stopList(system)}>
              Dismiss
            </Button>
          }
        >
          <strong>{failed.file} was not taken in.</strong> {failed.message}{' '}
          {current ? 'The list in use is as it was.' : 'Nothing was changed.'}
        </Notice>
      )}
      <p className="code-list-source">
        Takes {file}, as it is or gzipped (.gz). {from}
      </p>
    </article>
  )
}

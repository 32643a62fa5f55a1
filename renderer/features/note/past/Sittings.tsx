import type { NoteLife } from '../../../editor/index.js'
import { Button } from '../../../ui/index.js'
import type { Past } from './useLife.js'
import { dayOf, spanInWords } from './words.js'

/** Who sat at the note and when, the latest first; the way to what only the EHR knows. */
export function Sittings({
  life,
  at,
  state,
  onMove,
  onAskEhr,
}: {
  life: NoteLife
  at: number
  state: Past['state']
  onMove: (moment: number) => void
  onAskEhr: () => void
}) {
  const current = life.moments[at]?.session
  const count = (first: number, last: number): string => (last === first ? '1 moment' : `${last - first + 1} moments`)
  return (
    <aside className="note-past-side" aria-label="Who wrote and when">
      <ol reversed>
        {life.sessions
          .map((session, index) => ({ session, index }))
          .reverse()
          .map(({ session, index }) => (
            <li key={session.first}>
              <button
                type="button"
                className="note-past-who"
                aria-current={index === current || undefined}
                onClick={() => onMove(session.last)}
              >
                <span className="strong ellipsis">{session.by}</span>
                <span className="muted num">
                  {dayOf(session.from)}, {spanInWords(session.from, session.to)}
                </span>
                <span className="muted num">{count(session.first, session.last)}</span>
              </button>
            </li>
          ))}
      </ol>
      {state === 'whole' ? (
        <p className="muted">All that the EHR keeps is shown.</p>
      ) : (
        <Button size="s" look="quiet" icon="cloud" isDisabled={state === 'asking'} onPress={onAskEhr}>
          {state === 'asking' ? 'Asking the EHR' : 'Earlier versions in the EHR'}
        </Button>
      )}
    </aside>
  )
}

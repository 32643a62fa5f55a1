import { useEffect, useRef } from 'react'
import type { TaskRow, TaskView } from '../../../../shared/contract/views/task.js'
import type { TaskNews } from '../../../../shared/contract/work/team.js'
import { momentForReading, timeForReading } from '../../../../shared/kernel/dates.js'
import { send, useKeys, useLive, withdrawToasts } from '../../../data/index.js'
import { Button, Notice, useLate } from '../../../ui/index.js'
import { isOpen, isTaken, mayFinish } from '../actions/action.js'
import { commentOn, replyTo, useUnsent } from '../unsent.js'
import type { Working } from '../working.js'
import { lostInView } from './lostInView.js'

/** How long a claim under way is not worth a word, milliseconds. */
const quickMs = 600
/** How long news has to stand on screen to count as read, milliseconds. */
const readMs = 1_500
/** A sign of life is told the core no more often, milliseconds. */
const renewMs = 60_000

interface Props {
  row: TaskRow
  view: TaskView | undefined
  working: Working
  now: Date
}

/** Whose it is, where that is not simply so: lost to a colleague, not confirmed, ended by itself. */
export function HoldNotice({ row, view, working, now }: Props) {
  const news = useLive('task.news', { task: row.id }).data ?? []
  const lost = news.find(({ what }) => what.startsWith('lost'))
  const other = news.find(({ what }) => !what.startsWith('lost'))
  useSeen(row, other)
  useRenewal(row)
  if (lost) return <Lost row={row} lost={lost} working={working} />
  const isMine = row.status === 'claimed' && row.owner?.mine === true
  if (isMine && row.lapsed)
    return (
      <Notice tone="attention" icon="clock">
        Your claim ended at {momentForReading(row.lapsed, now)}. Others may take it; press c to claim it again.
      </Notice>
    )
  if (isMine && view?.provisional) return <Provisional key={row.id} />
  if (isTaken(row)) return <Held row={row} view={view} working={working} now={now} />
  return null
}

/** A colleague is at it: who, since when, and how to hear what comes of it. */
function Held({ row, view, working, now }: Props) {
  const since = view?.history.findLast(({ what, said }) => !said && what === 'took it on')?.at
  return (
    <Notice
      icon="hand"
      actions={
        <Button size="s" keys="w" onPress={() => working.start('watch')}>
          {view?.watched ? 'Stop watching' : 'Watch'}
        </Button>
      }
    >
      {row.owner?.name ?? 'A colleague'} is at work on this{since && ` since ${momentForReading(since, now)}`}.
    </Notice>
  )
}

/** Somebody was first: who, since when, what became of the words, and what can be done. */
function Lost({ row, lost, working }: { row: TaskRow; lost: TaskNews; working: Working }) {
  const draft = [useUnsent(commentOn(row.id)), useUnsent(replyTo(row.id))].some((text) => text.trim() !== '')
  const read = () => void send('task.news-seen', { task: row.id })
  useKeys('Somebody was first', [{ keys: '.', label: 'I have read who has it', run: read }])
  const mayHave = isTaken(row) ? mayFinish(row, working) : isOpen(row)
  // What was said of it a moment ago is said better here.
  useEffect(() => {
    withdrawToasts(row.id)
    lostInView.add(row.id)
    return () => void lostInView.delete(row.id)
  }, [row.id])
  const at = timeForReading(lost.at, true)
  const others = {
    'lost-claim': `${lost.by} has had this since ${at}.`,
    'lost-finish': `${lost.by} dealt with this at ${at}. What you said is kept beside it as a comment.`,
    'lost-assign': `${lost.by} took this at ${at}, so it was not given to anybody else.`,
  }[lost.what as 'lost-claim']
  const words = lost.own
    ? `You dealt with this at another workstation, ${at}: what was done here for the patient waits.`
    : others
  return (
    <Notice
      tone="attention"
      icon="hand"
      actions={
        <>
          <Button size="s" keys="w" onPress={() => working.start('watch')}>
            Watch
          </Button>
          {mayHave && (
            <Button size="s" keys="c" onPress={() => working.start(isTaken(row) ? 'take-over' : 'claim')}>
              {isTaken(row) ? 'Take over' : 'Claim'}
            </Button>
          )}
          <Button size="s" keys="." onPress={read}>
            Read
          </Button>
        </>
      }
    >
      {words} {draft && 'What you wrote is kept as a draft.'}
    </Notice>
  )
}

/** Claimed here, and the EHR has not said so: it is nobody's yet. */
function Provisional() {
  const { data: sync } = useLive('sync.status', {})
  const late = useLate(quickMs)
  if (!late && sync?.state === 'online') return null
  if (sync?.state === 'online') return <Notice icon="cloud-up">Claiming: the EHR has not answered yet.</Notice>
  return (
    <Notice tone="attention" icon="cloud-off">
      Claimed here, not confirmed: others may have it. What you write is safe here and leaves once it is yours.
    </Notice>
  )
}

/** What stands on screen for a moment has been read. */
function useSeen(row: TaskRow, news: TaskNews | undefined): void {
  const at = news?.at
  useEffect(() => {
    if (!at) return
    const timer = setTimeout(() => void send('task.news-seen', { task: row.id }), readMs)
    return () => clearTimeout(timer)
  }, [row.id, at])
}

/** Somebody at work on what they claimed keeps it. */
function useRenewal(row: TaskRow): void {
  const mine = row.status === 'claimed' && row.owner?.mine === true && !row.lapsed
  const told = useRef(0)
  useEffect(() => {
    if (!mine) return
    const alive = () => {
      if (Date.now() - told.current < renewMs) return
      told.current = Date.now()
      void send('task.renew', { task: row.id })
    }
    window.addEventListener('keydown', alive)
    window.addEventListener('pointerdown', alive)
    return () => {
      window.removeEventListener('keydown', alive)
      window.removeEventListener('pointerdown', alive)
    }
  }, [row.id, mine])
}

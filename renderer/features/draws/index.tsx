import { useEffect, useRef, useState } from 'react'
import type { DrawRow } from '../../../shared/contract/views/draw.js'
import { bindPatient, useKeys, useLive, useMay, useNow } from '../../data/index.js'
import { Button, EmptyState, type ListHandle, Problem, Skeleton, Split, useLastSeen } from '../../ui/index.js'
import { DrawPane } from './DrawPane.js'
import { TakesFocus } from './useFirstFocus.js'
import { WaitingList } from './WaitingList.js'
import './draws.css'
import './collect.css'
import './label.css'

const statFirst = (rows: readonly DrawRow[]): DrawRow[] => [
  ...rows.filter(({ stat }) => stat),
  ...rows.filter(({ stat }) => !stat),
]

/** The phlebotomist's screen: who waits, and the draw of the one in the chair. */
export function DrawsScreen() {
  const { data: draws, refusal } = useLive('draw.list', {})
  const mayDraw = useMay('draw.collect')
  const now = useNow(15_000)
  const [selected, setSelected] = useState<string | null>(null)
  const [walking, setWalking] = useState(false)
  const list = useRef<ListHandle>(null)
  const waiting = statFirst(draws?.waiting ?? [])
  const done = draws?.done ?? []
  // A patient who leaves both lists, such as one who refused everything, stays in view until another is called.
  const row = useLastSeen(
    selected,
    [...waiting, ...done].find(({ id }) => id === selected),
  )
  const next = waiting.find(({ id }) => id !== selected)

  // With nobody in the chair this window is for nobody.
  const nobody = row === undefined
  useEffect(() => {
    if (nobody) bindPatient(null)
  }, [nobody])
  const call = () => {
    setWalking(false)
    if (next) setSelected(next.id)
  }
  const step = (delta: number) => {
    setWalking(false)
    list.current?.move(delta)
  }
  useKeys('Draws', [
    { keys: 'Alt+ArrowDown', label: 'Next in the list', run: () => step(1), quiet: true },
    { keys: 'Alt+ArrowUp', label: 'Previous in the list', run: () => step(-1), quiet: true },
    { keys: 'Enter', label: 'Call the next patient', run: call, when: nobody && next !== undefined },
  ])

  if (refusal) {
    return (
      <Problem title="The draws could not be read" safe="Nothing was lost.">
        {refusal.message}
      </Problem>
    )
  }
  return (
    <Split
      id="draws.list"
      label="Waiting"
      size={[268, 318]}
      min={220}
      max={480}
      panel={
        draws ? (
          <WaitingList
            waiting={waiting}
            done={done}
            selected={selected}
            onSelect={setSelected}
            onWalk={setWalking}
            now={now}
            list={list}
          />
        ) : (
          <Skeleton lines={8} label="Loading the draws" />
        )
      }
    >
      {row && mayDraw ? (
        <TakesFocus value={!walking}>
          <DrawPane key={row.id} row={row} next={next} onNext={call} />
        </TakesFocus>
      ) : (
        <div className="draws-pane">
          {row && !mayDraw ? (
            <EmptyState icon="lock" title="Drawing blood is for phlebotomists and clinicians">
              You can see who waits; recording a draw needs another role.
            </EmptyState>
          ) : draws && waiting.length === 0 ? (
            <EmptyState icon="draws" title="Nobody waits to be drawn">
              {done.length > 0
                ? `${done.length} drawn today. New orders appear here the moment they are signed.`
                : 'Orders appear here the moment they are signed.'}
            </EmptyState>
          ) : (
            draws && (
              <EmptyState
                icon="draws"
                title={`${waiting.length} ${waiting.length === 1 ? 'patient waits' : 'patients wait'}`}
                actions={
                  next && (
                    <Button look="primary" keys="Enter" onPress={call}>
                      {`Call ${next.patient.name}${next.stat ? ', STAT' : ''}`}
                    </Button>
                  )
                }
              >
                Choose who sits in the chair.
              </EmptyState>
            )
          )}
        </div>
      )}
    </Split>
  )
}

import { useState } from 'react'
import type { HeldView } from '../../../../../shared/contract/views/work/identity.js'
import { heldWords } from '../../../../../shared/domain/result/identity.js'
import { timeForReading } from '../../../../../shared/kernel/dates.js'
import type { LocalId } from '../../../../../shared/kernel/ids.js'
import { go, useLive, useMay } from '../../../../data/index.js'
import { Button, Notice, Problem, Skeleton } from '../../../../ui/index.js'
import type { PaneProps } from '../pane.js'
import { Decide } from './Decide.js'
import { SentCard, ValuesCard } from './SentCard.js'
import './held.css'

/** A result that is in no chart: what was sent, beside whom it may be of, until somebody decides. */
export function HeldPane({ task, now }: PaneProps) {
  const mayDecide = useMay('identity.decide')
  const [also, setAlso] = useState<LocalId | null>(null)
  const { heldReport: report } = task
  const asked = report ? { report, ...(also && { also }) } : null
  const { data, refusal } = useLive('held.view', asked, { keepPrevious: true })
  // What was kept while another patient is compared is shown for the same result only.
  const view = data && data.report !== report ? undefined : data
  if (refusal) {
    return (
      <Problem inline title="This result could not be read">
        {refusal.message}
      </Problem>
    )
  }
  if (!report || view === null) {
    return (
      <Notice icon="cloud">
        The result itself is not on this workstation. It comes with the next exchange with the EHR, unless the
        laboratory took it back.
      </Notice>
    )
  }
  if (!view) return <Skeleton lines={8} label="Loading the result" />
  return (
    <>
      <Standing view={view} />
      <SentCard view={view} now={now} />
      {view.state === 'held' && mayDecide && (
        <Decide key={`${report} ${view.seen}`} view={view} also={also} onAlso={setAlso} />
      )}
      {view.state === 'held' && !mayDecide && (
        <Notice icon="identity">
          A clinician or a medical assistant decides whose it is. Assign it to one of them.
        </Notice>
      )}
      <ValuesCard view={view} />
    </>
  )
}

/** Where the result stands, and why it is not in a chart. */
function Standing({ view }: { view: HeldView }) {
  const { decided } = view
  const who = [decided?.by, decided?.at && timeForReading(decided.at)].filter(Boolean).join(', ')
  const whose = decided?.patient?.name ?? 'nobody here'
  switch (view.state) {
    case 'filed':
      return <Notice icon="checked">It is in a chart{decided && `: filed for ${whose} (${who})`}.</Notice>
    case 'deciding':
      return (
        <Notice icon="cloud-up">
          Decided: {whose} ({who}). It stays out of every chart until the EHR has taken that.
        </Notice>
      )
    case 'refused':
      return (
        <Problem
          inline
          title="The EHR did not take the decision"
          safe="The result is still held: it is in no chart."
          actions={<Button onPress={() => go('clinic', 'work')}>See what the EHR says</Button>}
        >
          Decided: {whose} ({who}).
        </Problem>
      )
    case 'not-ours':
      return <Notice icon="ban">Found to belong to nobody here ({who}). It stays out of every chart.</Notice>
    case 'held':
      return (
        <Problem
          inline
          tone="attention"
          icon="identity"
          title="Held: it is in no chart until somebody decides whose it is"
        >
          <ul className="held-reasons">
            {view.reasons.map((reason) => (
              <li key={reason}>{heldWords[reason]}</li>
            ))}
            {view.missing > 0 && (
              <li>
                {view.missing === 1 ? 'One value has' : `${view.missing} values have`} not arrived yet; nothing is
                decided before.
              </li>
            )}
          </ul>
        </Problem>
      )
  }
}

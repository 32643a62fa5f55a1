import type { TaskView } from '../../../../shared/contract/views/task.js'
import type { RefillView } from '../../../../shared/contract/views/work/refill.js'
import { isSupervised } from '../../../../shared/domain/role.js'
import { dateForReading, localDate } from '../../../../shared/kernel/dates.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { Button, Notice, RadioGroup, Segmented, TextField } from '../../../ui/index.js'
import type { Working } from '../working.js'
import { isChange, missing, type RefillDraft, tellingOf } from './decision.js'
import { keepRefillDraft, useRefillDraft } from './draft.js'

const leave = (event: React.KeyboardEvent) => {
  if (event.key === 'Escape') (event.target as HTMLElement).blur()
}

/** Approve, change or deny, and what the patient is told of it. Nothing is chosen until somebody chooses. */
export function RefillDecision({
  task,
  view,
  working,
  warned,
}: {
  task: TaskView
  view: RefillView
  working: Working
  /** The chart warns of it: prescribing it all the same needs a reason. */
  warned: boolean
}) {
  const { staff } = working
  const { of } = view
  const draft = useRefillDraft(task.id, view)
  const keep = (more: Partial<RefillDraft>) => keepRefillDraft(task.id, { ...draft, ...more })
  const wrong = missing(draft, of)
  const mayApprove = of !== undefined && !view.newer && staff !== undefined && !isSupervised(staff.role)
  return (
    <section className="card inbox-card" aria-label="Decision">
      <div className="inbox-decision">
        <Button
          look={draft.as === 'approve' ? 'primary' : 'plain'}
          icon="check"
          keys="y"
          isDisabled={!mayApprove}
          aria-pressed={draft.as === 'approve'}
          onPress={() => working.start('approve-refill')}
        >
          Approve
        </Button>
        <Button keys="h" isDisabled={!mayApprove} onPress={() => working.start('change-refill')}>
          Change
        </Button>
        <Button
          look={draft.as === 'deny' ? 'primary' : 'plain'}
          icon="ban"
          keys="d"
          aria-pressed={draft.as === 'deny'}
          onPress={() => working.start('deny-refill')}
        >
          Deny
        </Button>
        {view.answers.length > 0 && (
          <Button
            look={draft.as === 'prescribed' ? 'primary' : 'plain'}
            icon="medicine"
            keys="p"
            aria-pressed={draft.as === 'prescribed'}
            onPress={() => working.start('prescribed-refill')}
          >
            Prescribed since
          </Button>
        )}
      </div>
      {draft.as === 'prescribed' && <Answers answers={view.answers} draft={draft} keep={keep} />}
      {staff && isSupervised(staff.role) && (
        <p className="muted">What you prescribe is co-signed with a note: hand this over, or prescribe it in a note.</p>
      )}
      {draft.as === 'approve' && of && (
        <div className="inbox-decision-fields">
          <TextField
            label="Directions"
            value={draft.sig}
            onChange={(sig) => keep({ sig })}
            inputRef={working.field('directions')}
            maxLength={400}
            onKeyDown={leave}
            {...(wrong.sig && { error: wrong.sig })}
            {...(isChange(draft, of) && {
              description: `Changed; the prescription before says: ${of.sig ?? 'nothing'}`,
            })}
          />
          <TextField
            label="Quantity"
            value={draft.quantity}
            onChange={(quantity) => keep({ quantity })}
            inputMode="numeric"
            maxLength={5}
            onKeyDown={leave}
            {...(of.quantityUnit && { unit: of.quantityUnit })}
            {...(wrong.quantity && { error: wrong.quantity })}
          />
          <TextField
            label="Refills"
            value={draft.refills}
            onChange={(refills) => keep({ refills })}
            inputMode="numeric"
            maxLength={2}
            onKeyDown={leave}
            {...(wrong.refills && { error: wrong.refills })}
          />
        </div>
      )}
      {draft.as && (
        <>
          {(draft.as === 'deny' || warned) && (
            <TextField
              label={draft.as === 'deny' ? 'Why it is denied' : 'Why it is right although the chart warns'}
              value={draft.reason}
              onChange={(reason) => keep({ reason })}
              inputRef={working.field('reason')}
              maxLength={300}
              onKeyDown={leave}
            />
          )}
          {view.portal === 'yes' ? (
            <Segmented
              label="How the patient is told"
              items={[
                { id: 'message', label: 'Message in the portal' },
                { id: 'call', label: 'By a call' },
              ]}
              value={draft.how}
              onChange={(how) => keep({ how })}
            />
          ) : (
            <p className="muted">
              {view.portal === 'no' ? 'No portal' : 'No portal known'}: a call with these words is put in your inbox.
            </p>
          )}
          <TextField
            label={draft.how === 'message' ? `Message to ${task.patient?.name ?? 'the patient'}` : 'What to say'}
            rows={2}
            maxLength={4000}
            value={tellingOf(draft, view, task.text)}
            onChange={(text) => keep({ text })}
            onKeyDown={leave}
          />
        </>
      )}
      {!draft.as && <Notice icon="info">Choose, read what will be sent, then press E.</Notice>}
    </section>
  )
}

/** Which of the prescriptions made since is the answer. */
function Answers({
  answers,
  draft,
  keep,
}: {
  answers: RefillView['answers']
  draft: RefillDraft
  keep: (more: Partial<RefillDraft>) => void
}) {
  return (
    <RadioGroup
      label="Which prescription it was"
      items={answers.map(({ id, text, sig, since, prescriber }) => ({
        id,
        label: [text, sig].filter(Boolean).join(', '),
        description: [since && dateForReading(localDate(new Date(since))), prescriber].filter(Boolean).join(', '),
      }))}
      value={draft.prescription ?? ''}
      onChange={(prescription) => keep({ prescription: prescription as LocalId })}
    />
  )
}

import type { Ref } from 'react'
import type { TaskView } from '../../../../shared/contract/views/task.js'
import type { ThreadView } from '../../../../shared/contract/views/work/messages.js'
import {
  openAttachment,
  useConversation,
  useLive,
  useMay,
  usePatientComposer,
  useTeamComposer,
} from '../../../data/index.js'
import { Button, Composer, Conversation } from '../../../ui/index.js'
import { isFree } from '../actions/action.js'

interface ThreadProps {
  task: TaskView
  now: Date
  replyRef: Ref<HTMLInputElement & HTMLTextAreaElement>
}

/** Kinds of work that are done once the patient was answered. */
const doneByAnswer: readonly TaskView['kind'][] = ['patient-message', 'tell-patient']

/** The messages the task is about, oldest first, and the place to answer: where they were written, never elsewhere. */
export function Thread({ task, now, replyRef }: ThreadProps) {
  const about = task.messages[0]
  const thread = useConversation(about?.id ?? null)
  const mayWrite = useMay('message.patient')
  const isTeam = about?.kind === 'team'
  return (
    <section className="card inbox-card" aria-label={isTeam ? 'Messages among colleagues' : 'Messages'}>
      <Conversation label="Messages" messages={task.messages} now={now} onOpen={openAttachment} />
      {thread?.kind === 'team' && <Among thread={thread} />}
      {/* A colleague's question is answered beside it: words for them never stand where the patient's are. */}
      {thread?.kind === 'patient' && task.kind !== 'mention' && isFree(task) && mayWrite && (
        <Reply task={task} thread={thread} replyRef={replyRef} />
      )}
    </section>
  )
}

function Reply({ task, thread, replyRef }: Omit<ThreadProps, 'now'> & { thread: ThreadView }) {
  const { data: person } = useLive('patient.banner', task.patient ? { patient: task.patient.id } : null)
  const { barred, instead, busy, composer } = usePatientComposer({
    person,
    portal: thread.portal,
    answers: thread.messages.findLast(({ kind }) => kind === 'patient')?.id,
    task: task.id,
    draft: task.id,
    ...(doneByAnswer.includes(task.kind) && { besides: 'and closes this task' }),
  })
  const nothing = busy || composer.text.trim() === ''
  return (
    <Composer
      {...composer}
      inputRef={replyRef}
      {...(barred && {
        instead: (
          <>
            <Button icon="mail" keys="Alt+L" isDisabled={nothing} onPress={() => void instead('letter')}>
              Letter instead
            </Button>
            <Button look="primary" icon="phone" keys="Alt+C" isDisabled={nothing} onPress={() => void instead('call')}>
              Call instead
            </Button>
          </>
        ),
      })}
    />
  )
}

function Among({ thread }: { thread: ThreadView }) {
  const composer = useTeamComposer({
    person: thread.patient,
    to: thread.others,
    answers: thread.messages.at(-1)?.id,
    draft: thread.root,
  })
  return <Composer {...composer} />
}

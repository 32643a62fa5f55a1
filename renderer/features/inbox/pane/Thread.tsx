import type { Ref } from 'react'
import type { TaskView } from '../../../../shared/contract/views/task.js'
import type { ThreadView } from '../../../../shared/contract/views/work/messages.js'
import {
  openAttachment,
  saveOpened,
  useConversation,
  useLive,
  useMay,
  usePatientComposer,
  useTeamComposer,
} from '../../../data/index.js'
import { Composer, Conversation } from '../../../ui/index.js'
import { isFree } from '../actions/action.js'

interface ThreadProps {
  task: TaskView
  now: Date
  replyRef: Ref<HTMLInputElement & HTMLTextAreaElement>
}

/** The messages the task is about, oldest first, and the place to answer: where they were written, never elsewhere. */
export function Thread({ task, now, replyRef }: ThreadProps) {
  const about = task.messages[0]
  const thread = useConversation(about?.id ?? null)
  const mayWrite = useMay('message.patient')
  const isTeam = about?.kind === 'team'
  return (
    <section className="card inbox-card" aria-label={isTeam ? 'Messages among colleagues' : 'Messages'}>
      {/* What is shown is what an answer names. */}
      <Conversation
        label="Messages"
        messages={thread?.messages ?? task.messages}
        now={now}
        onOpen={openAttachment}
        onSave={saveOpened}
      />
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
  const { composer } = usePatientComposer({
    person,
    portal: thread.portal,
    joins: thread,
    task: task.id,
    draft: task.id,
    ...(task.kind === 'patient-message' && { besides: 'and closes this task' }),
  })
  return <Composer {...composer} inputRef={replyRef} />
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

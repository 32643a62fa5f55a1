import { useRef, useState } from 'react'
import type { PatientBanner } from '../../shared/contract/views/patient.js'
import type { MessageView, ThreadView } from '../../shared/contract/views/work/messages.js'
import { sendable } from '../../shared/domain/message/attachment.js'
import type { Portal } from '../../shared/domain/message/portal.js'
import { shownOf } from '../../shared/domain/message/shown.js'
import { dateForReading } from '../../shared/kernel/dates.js'
import type { LocalId } from '../../shared/kernel/ids.js'
import type { Refusal } from '../../shared/kernel/result.js'
import { pastedFromAnother } from './clipboard.js'
import { bindPatient, send } from './connection.js'
import { addFiles, filesOf, filesTrouble, setFiles, useDraftFiles } from './draftFiles.js'
import { useKeys } from './keyboard.js'
import { useOneAtATime } from './oneAtATime.js'
import { useQuickChoice, useQuickReplies } from './quickReplies.js'
import { toast, toastRefusal } from './toasts.js'
import { isUnfinished, nextToFill, unfinishedWords } from './toFill.js'
import { draftOf, draftsKept, setDraft, useDraft } from './workDrafts.js'

/** Says whose the words are that somebody wanted to paste, and offers to have them all the same. */
export function refusePaste(from: { patient?: { name: string } }, to: string, paste: () => void): void {
  const whose = from.patient ? `from ${from.patient.name}’s chart` : 'from another chart'
  toast(`These words are ${whose}. They were not put into a message about ${to}.`, {
    tone: 'danger',
    stays: 12_000,
    action: { label: 'Paste anyway', run: paste },
  })
}

/** As many lines as the words take, within reason. */
const rowsFor = (text: string): number =>
  Math.max(
    3,
    Math.min(
      10,
      text.split('\n').reduce((rows, line) => rows + 1 + Math.floor(line.length / 95), 0),
    ),
  )

/** What somebody had before them of a conversation with a patient, as commands take it. */
export function beforeYou(messages: readonly MessageView[]): { answers?: LocalId; shown: string } {
  const answers = messages.findLast(({ kind }) => kind === 'patient')?.id
  return { ...(answers && { answers }), shown: shownOf(messages) }
}

export interface PatientComposerInput {
  /** The patient it goes to, by the banner that stands above it. */
  person: PatientBanner | null | undefined
  portal: Portal | undefined
  /** The conversation it joins, as it stands there. */
  joins?: Pick<ThreadView, 'messages'> | undefined
  /** What a new conversation is about, as the patient reads it. */
  topic?: string
  task?: LocalId | undefined
  /** Under which its words are kept until they are sent. */
  draft: string
  /** What sending does besides: `and closes this task`. */
  besides?: string
  onSent?: () => void
}

/** Writing to a patient, as `Composer` shows it. What is typed and the files chosen are on the disk. */
export function usePatientComposer(input: PatientComposerInput) {
  const { person, portal, joins, topic, task, draft, besides, onSent } = input
  const before = joins && beforeYou(joins.messages)
  const answers = before?.answers
  const { text } = useDraft(draft, 'reply')
  const { busy, once } = useOneAtATime()
  const [focused, setFocused] = useState(false)
  const files = useDraftFiles(draft)
  const fileInput = useRef<HTMLInputElement>(null)
  const setText = (next: string) => setDraft(draft, 'reply', next)
  const unfinished = isUnfinished(text)
  const barred = portal === 'no' || portal === 'unknown'
  const quick = useQuickChoice({
    replies: useQuickReplies(person),
    when: Boolean(person) && !barred,
    text: () => draftOf(draft, 'reply').text,
    put: setText,
  })
  const isEmpty = text.trim() === ''
  const sent = (words: string) => {
    // What was typed while it was on its way is not in it.
    const now = draftOf(draft, 'reply').text
    setText(now.startsWith(text) ? now.slice(text.length).trimStart() : now)
    setFiles(
      draft,
      filesOf(draft).filter((file) => !files.includes(file)),
    )
    toast(words)
    // The keys of the list work again, its undo too.
    if (document.activeElement instanceof HTMLTextAreaElement) document.activeElement.blur()
    onSent?.()
  }
  const fail = (refusal: Refusal) => toastRefusal(refusal)
  const reply = async () => {
    if (isEmpty || !person || barred) return
    if (isUnfinished(text)) return nextToFill()
    const trouble = filesTrouble(files)
    if (trouble) return toast(`${trouble} Take some out; nothing was sent.`, { tone: 'attention' })
    bindPatient(person.id)
    await draftsKept()
    const result = await send('message.send', {
      patient: person.id,
      draft,
      text: text.trim(),
      ...before,
      ...(topic?.trim() && { topic: topic.trim() }),
      ...(task && { task }),
      ...(files.length > 0 && {
        attachments: files.map(({ contentType, data, title }) => ({ contentType, data, title })),
      }),
    })
    if (!result.ok) return fail(result.refusal)
    sent(`Message to ${person.name} saved here${besides ? `, ${besides}` : ''}`)
  }
  const instead = async (way: 'call' | 'letter') => {
    if (isEmpty || !person) return
    bindPatient(person.id)
    await draftsKept()
    const result = await send('message.instead', {
      ...{ patient: person.id, way, text: text.trim(), draft },
      ...(task && { task }),
    })
    if (!result.ok) return fail(result.refusal)
    sent(
      way === 'call' ? `A call to ${person.name} is in your list` : `A letter to ${person.name} is with the front desk`,
    )
  }
  const add = async (chosen: readonly File[]) => {
    const trouble = await addFiles(draft, chosen)
    if (trouble) toast(trouble, { tone: 'attention' })
  }
  useKeys('Messages', [
    {
      keys: 'Mod+Enter',
      label: `Send the message to ${person?.shortName ?? 'the patient'}`,
      run: () => void once(reply),
      when: focused && !isEmpty && !barred,
    },
    { keys: 'F2', label: 'Next place to fill in', run: nextToFill, when: focused && unfinished },
    { keys: 'Alt+A', label: 'Attach a file', run: () => fileInput.current?.click(), when: focused && !barred },
    { keys: 'Alt+C', label: 'Call instead', run: () => void once(() => instead('call')), when: barred && !isEmpty },
    { keys: 'Alt+L', label: 'Letter instead', run: () => void once(() => instead('letter')), when: barred && !isEmpty },
  ])
  const name = person?.name ?? 'the patient'
  const says = barred
    ? `${name} ${portal === 'no' ? 'has no portal' : 'is not known to have a portal'}: nobody would read this`
    : isEmpty
      ? 'Not for emergencies: ring the patient'
      : unfinished
        ? unfinishedWords
        : `Goes to ${name}, born ${dateForReading(person?.birthDate)}${besides ? `, ${besides}` : ''}`
  return {
    composer: {
      ...(barred && {
        otherwise: {
          isDisabled: busy || isEmpty,
          onChoose: (way: 'call' | 'letter') => void once(() => instead(way)),
        },
      }),
      ground: 'patient' as const,
      label: `${answers ? 'Reply' : 'Message'} to ${name}`,
      text,
      rows: rowsFor(text),
      onText: setText,
      placeholder: barred ? 'What the patient is to be told' : 'The patient reads this in the portal',
      foot: says,
      sendWords: 'Send',
      canSend: !busy && !isEmpty && !unfinished && person !== undefined,
      onSend: () => void once(reply),
      onFocused: setFocused,
      onPaste: (html: string, words: string) => {
        const from = person && pastedFromAnother(html, words, person.id)
        if (!from || !person) return false
        refusePaste(from, person.name, () => setText(`${text}${words}`))
        return true
      },
      ...(!barred && {
        quick,
        files: {
          chosen: files,
          accept: sendable.join(','),
          onAdd: (chosen: readonly File[]) => void add(chosen),
          onRemove: (id: string) =>
            setFiles(
              draft,
              filesOf(draft).filter((file) => file.id !== id),
            ),
          inputRef: fileInput,
        },
      }),
    },
  }
}

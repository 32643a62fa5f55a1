import { useState } from 'react'
import type { PatientCore } from '../../shared/contract/views/patient.js'
import type { LocalId } from '../../shared/kernel/ids.js'
import { pastedFromAnother } from './clipboard.js'
import { refusePaste } from './composer.js'
import { bindPatient, send } from './connection.js'
import { useKeys } from './keyboard.js'
import { useOneAtATime } from './oneAtATime.js'
import { toast, toastRefusal } from './toasts.js'
import { draftOf, draftsKept, setDraft, useDraft } from './workDrafts.js'

export interface TeamComposerInput {
  /** Whom it is about, where it is about somebody. */
  person: PatientCore | undefined
  /** Who is to read it, besides those who do already. */
  to: readonly { id: LocalId; name: string }[]
  answers?: LocalId | undefined
  topic?: string | undefined
  draft: string
  onSent?: (message: LocalId) => void
}

/** Writing to colleagues, as `Composer` shows it: a composer of its own, from which nothing reaches a patient. */
export function useTeamComposer({ person, to, answers, topic, draft, onSent }: TeamComposerInput) {
  const { text } = useDraft(draft, 'team')
  const { busy, once } = useOneAtATime()
  const [focused, setFocused] = useState(false)
  const setText = (next: string) => setDraft(draft, 'team', next)
  const ready = !busy && text.trim() !== '' && to.length > 0
  const write = async () => {
    if (!ready) return
    if (person) bindPatient(person.id)
    await draftsKept()
    const result = await send('team-message.send', {
      draft,
      ...(person && { patient: person.id }),
      to: to.map(({ id }) => id),
      text: text.trim(),
      ...(answers && { answers }),
      ...(topic?.trim() && { topic: topic.trim() }),
    })
    if (!result.ok) return toastRefusal(result.refusal)
    // What was typed while it was on its way is not in it.
    const now = draftOf(draft, 'team').text
    setText(now.startsWith(text) ? now.slice(text.length).trimStart() : now)
    toast('Message to colleagues saved here')
    onSent?.(result.value.message)
  }
  useKeys('Messages', [
    { keys: 'Mod+Enter', label: 'Send to colleagues', run: () => void once(write), when: focused && ready },
  ])
  const names = to.map(({ name }) => name).join(', ')
  return {
    ground: 'team' as const,
    label: answers ? 'Answer to colleagues' : 'Message to colleagues',
    text,
    onText: setText,
    foot: to.length > 0 ? `Goes to ${names}${person ? `, about ${person.name}` : ''}` : 'Choose who is to read it',
    sendWords: 'Send to colleagues',
    canSend: ready,
    onSend: () => void once(write),
    onFocused: setFocused,
    onPaste: (html: string, words: string) => {
      const from = person && pastedFromAnother(html, words, person.id)
      if (!from || !person) return false
      refusePaste(from, person.name, () => setText(`${text}${words}`))
      return true
    },
  }
}

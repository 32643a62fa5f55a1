import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { LeftOutPart, NoteView } from '../../../shared/contract/views/note.js'
import type { PatientBanner } from '../../../shared/contract/views/patient.js'
import type { TeamMember } from '../../../shared/contract/views/schedule.js'
import type { Staff } from '../../../shared/contract/views/session.js'
import { coSigns, isSupervised, type Role, roles } from '../../../shared/domain/role.js'
import { dateForReading } from '../../../shared/kernel/dates.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { useKeys } from '../../data/index.js'
import { type NoteEditor, openChip } from '../../editor/index.js'
import { Button, Checkbox, Icon, type IconName, Select } from '../../ui/index.js'
import type { CheckItem } from './checks/index.js'
import { useReview } from './signing/useReview.js'
import './signing/review.css'

export interface SignReviewProps {
  editor: NoteEditor
  note: NoteView
  patient: PatientBanner | null | undefined
  signer: Staff
  team: readonly TeamMember[]
  signing: boolean
  /** Why the last attempt did not sign. */
  problem: string | undefined
  /** `withdraw` are the chips that were taken out and what they had made is not to hold any more. */
  onSign: (cosigner: LocalId | undefined, withdraw: LocalId[]) => void
  /** The focus came back from the text. */
  onLook: () => void
  onClose: () => void
}

const icons: Record<CheckItem['severity'], { name: IconName; tone: string; words: string }> = {
  blocks: { name: 'alert', tone: 'tone-danger', words: 'Must be mended first' },
  attention: { name: 'edit', tone: 'tone-attention', words: 'Look at this' },
  information: { name: 'info', tone: 'muted', words: 'Good to know' },
}

/** Before signing: whose note this is, what signing will do, what is still open in it, and the button that signs. */
export function SignReview(props: SignReviewProps) {
  const { editor, note, patient, signer, team, signing, problem, onSign, onLook, onClose } = props
  const { items, makes, waits, leftOut, rested } = useReview(editor, note.patient, note)
  const list = useRef<HTMLUListElement>(null)
  const blocked = items.some(({ severity }) => severity === 'blocks')
  const supervised = isSupervised(signer.role)
  const cosigners = supervised ? team.filter((member) => member.id !== signer.id && mayCosign(member.role)) : []
  const [chosen, setChosen] = useState<string | null>(
    () => cosigners.find(({ name }) => name === patient?.here?.with)?.id ?? null,
  )
  const [decided, setDecided] = useState<ReadonlyMap<LocalId, boolean>>(new Map())
  const isWithdrawn = ({ id, usual }: LeftOutPart) => decided.get(id) ?? usual
  const choices = leftOut?.filter(({ does }) => does) ?? []
  // What an amendment leaves out is asked of the core; nobody decides about it unseen.
  const isAsked = !note.replaces || leftOut !== undefined
  const sign = () => {
    const withdraw = choices.filter(isWithdrawn).map(({ id }) => id)
    onSign((chosen as LocalId | null) ?? undefined, withdraw)
  }
  const unchosen = supervised && chosen === null
  const ready = !signing && !blocked && rested && isAsked && patient != null && !unchosen

  const section = useRef<HTMLElement>(null)
  const id = useId()
  // When it opens, and when signing did not go through, the focus is in here: on the text it would write on.
  useEffect(() => {
    if (!signing && !section.current?.contains(document.activeElement)) (signButton() ?? section.current)?.focus()
  }, [signing])
  /** Goes to what keeps it from being signed. */
  const goToWhy = () => {
    const why = unchosen ? section.current?.querySelector<HTMLElement>('.ui-select-button') : undefined
    ;(blocked ? list.current?.querySelector('button') : why)?.focus()
  }

  // From the text the same key comes back to the review first: nobody signs by a key meant for something else.
  useKeys('Sign', [
    {
      keys: 'Mod+Enter',
      label: 'Sign',
      run: () => (backToReview() ? onLook() : ready ? sign() : goToWhy()),
      when: !signing,
      quiet: true,
    },
  ])

  return (
    <section
      ref={section}
      className="note-review"
      aria-label="Sign this note"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) {
          event.preventDefault()
          event.stopPropagation()
          onClose()
        } else moveBy(event, list.current)
      }}
    >
      <div id={`${id}-who`} className="note-review-who" data-colour={patient?.colour}>
        <p className="note-review-name">{patient?.name ?? 'Patient'}</p>
        {patient && (
          <p className="muted num">
            born {dateForReading(patient.birthDate)} · {patient.age} · MRN {patient.mrn}
          </p>
        )}
        <p className="muted ellipsis">{note.title}</p>
      </div>
      <div className="note-review-do">
        <Button
          look="primary"
          icon="sign"
          keys="Mod+Enter"
          autoFocus={!blocked && !unchosen}
          isDisabled={!ready}
          onPress={sign}
          // Who does not see the review hears whose note it is and what signing makes before the key is pressed again.
          aria-describedby={`${id}-who ${id}-know`}
        >
          {signing ? 'Signing' : `Sign as ${signer.name}`}
        </Button>
        <Button look="quiet" keys="Escape" autoFocus={blocked} isDisabled={signing} onPress={onClose}>
          Not yet
        </Button>
      </div>
      <div id={`${id}-know`} className="note-review-know">
        {problem && (
          <Line icon="alert" tone="tone-danger" role="alert">
            {problem}
          </Line>
        )}
        {supervised && (
          <Select
            label="Who co-signs"
            items={cosigners.map(({ id, name, title }) => ({ id, label: name, description: title }))}
            value={chosen}
            onChange={setChosen}
            isRequired
            isDisabled={signing}
            autoFocus={unchosen && !blocked}
          />
        )}
        {note.replaces && (
          <Line icon="history" tone="muted">
            Takes the place of the signed version, because: {note.replaces.reason}
          </Line>
        )}
        {makes && (
          <Line icon="sign" tone="">
            <span>
              Signing makes <span className="strong">{makes}</span>
              {supervised && waits && '. Nothing is ordered, prescribed or stopped before the co-signature'}
            </span>
          </Line>
        )}
        {choices.length > 0 && (
          <fieldset className="note-review-left" disabled={signing}>
            <legend>No longer in the note</legend>
            {choices.map((part) => (
              <Checkbox
                key={part.id}
                isSelected={isWithdrawn(part)}
                isDisabled={signing}
                onChange={(on) => setDecided(new Map(decided).set(part.id, on))}
                description={part.does}
              >
                {part.text}
              </Checkbox>
            ))}
          </fieldset>
        )}
        {items.length === 0 && choices.length === 0 ? (
          <Line icon="check" tone="muted">
            Nothing is left to look at.
          </Line>
        ) : (
          <ul ref={list} aria-label="To look at before signing">
            {items.map((item, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list is made anew as a whole
              <li key={place}>
                <Item item={item} onGo={() => goTo(editor, item)} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}

function Line({ icon, tone, role, children }: { icon: IconName; tone: string; role?: 'alert'; children: ReactNode }) {
  return (
    <p className={`note-review-line ${tone}`} role={role}>
      <Icon name={icon} size={14} /> {children}
    </p>
  )
}

function Item({ item, onGo }: { item: CheckItem; onGo: () => void }) {
  const { name, tone, words } = icons[item.severity]
  const text = (
    <>
      <Icon name={name} size={14} className={tone} />
      <span className="visually-hidden">{words}: </span>
      <span className="note-review-words">{item.words}</span>
    </>
  )
  if (!item.at) return <p className="note-review-item">{text}</p>
  return (
    <button type="button" className="note-review-item" onClick={onGo}>
      {text}
      <span className="note-review-go">{item.action ?? 'Go there'}</span>
    </button>
  )
}

function goTo(editor: NoteEditor, { at }: CheckItem): void {
  if (!at) return
  if ('section' in at) {
    editor.focus(at.section)
    return
  }
  const { doc } = editor.view.state
  const { size } = doc.content
  editor.select(Math.min(at.from, size), Math.min(at.to, size))
  // What is to be mended in something of the text is mended in its panel; selected, the next key would write over it.
  const node = at.from < size ? doc.nodeAt(at.from) : null
  if (node?.type.name === 'chip' && at.to === at.from + 1) editor.run(openChip(node.attrs.id))
}

/** Up and down go through what can be jumped to, from the button that signs and back to it. */
function moveBy(event: KeyboardEvent<HTMLElement>, list: HTMLElement | null): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  if (!(event.target instanceof HTMLButtonElement) || event.target.getAttribute('aria-haspopup')) return
  const stops = [...(list?.querySelectorAll('button') ?? [])]
  const at = stops.indexOf(event.target)
  const next =
    event.key === 'ArrowDown' ? stops[at + 1] : at > 0 ? stops[at - 1] : at === 0 ? signButton() : stops.at(-1)
  if (!next) return
  event.preventDefault()
  next.focus()
}

const signButton = (): HTMLButtonElement | undefined =>
  document.querySelector<HTMLButtonElement>('.note-review-do button:not([disabled])') ?? undefined

/** Puts the focus from the text back into the review; false when it is there already. */
function backToReview(): boolean {
  if (document.activeElement?.closest('.note-review')) return false
  signButton()?.focus()
  return true
}

const mayCosign = (role: string): boolean => (roles as readonly string[]).includes(role) && coSigns(role as Role)

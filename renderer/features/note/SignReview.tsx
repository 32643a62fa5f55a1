import { useEffect, useMemo, useState } from 'react'
import type { PatientBanner } from '../../../shared/contract/views/patient.js'
import { outline, untouchedIn, wildcards } from '../../../shared/document/index.js'
import { dateForReading } from '../../../shared/kernel/dates.js'
import type { DateText } from '../../../shared/kernel/ids.js'
import type { NoteEditor } from '../../editor/index.js'
import { Button, Icon } from '../../ui/index.js'

/** How many wildcards are listed one by one. */
const listed = 4

/** What a signer should know before signing: nothing of it prevents signing, but an empty note. */
function thingsToKnow(editor: NoteEditor) {
  const { doc } = editor.view.state
  const sections = outline(doc)
  return {
    empty: sections.filter((section) => section.empty),
    left: wildcards(doc),
    carried: untouchedIn(doc),
    blank: sections.every((section) => section.empty),
  }
}

export interface SignReviewProps {
  editor: NoteEditor
  patient: PatientBanner | null | undefined
  /** `Dr Lena Novak` */
  signer: string
  title: string
  signing: boolean
  /** Why the last attempt did not sign. */
  problem: string | undefined
  onSign: () => void
  onClose: () => void
}

/** Before signing: whose note this is, what is still open in it, and the button that signs. */
export function SignReview({ editor, patient, signer, title, signing, problem, onSign, onClose }: SignReviewProps) {
  const [doc, setDoc] = useState(editor.view.state.doc)
  useEffect(() => editor.onTransaction(() => setDoc(editor.view.state.doc)), [editor])
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew when the text changes
  const { empty, left, carried, blank } = useMemo(() => thingsToKnow(editor), [editor, doc])

  return (
    <section
      className="note-review"
      aria-label="Sign this note"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        event.stopPropagation()
        onClose()
      }}
    >
      <div className="note-review-who" data-colour={patient?.colour}>
        <p className="note-review-name">{patient?.name ?? 'Patient'}</p>
        {patient && (
          <p className="muted num">
            born {dateForReading(patient.birthDate)} · {patient.age} · MRN {patient.mrn}
          </p>
        )}
        <p className="muted ellipsis">{title}</p>
      </div>
      <div className="note-review-know">
        {blank ? (
          <p className="tone-attention">
            <Icon name="alert" size={14} /> Nothing is written in this note yet.
          </p>
        ) : empty.length === 0 && left.length === 0 && carried.length === 0 ? (
          <p className="muted">
            <Icon name="check" size={14} /> Every section has text, and nothing is left to fill in.
          </p>
        ) : (
          <ul>
            {empty.map((section) => (
              <li key={section.code}>
                <span>
                  <Icon name="info" size={14} /> {section.title} is empty
                </span>
                <Button size="s" look="quiet" onPress={() => editor.focus(section.code)}>
                  Go there
                </Button>
              </li>
            ))}
            {left.slice(0, listed).map((wildcard) => (
              <li key={wildcard.from}>
                <span>
                  <Icon name="edit" size={14} className="tone-attention" />
                  <span className="ellipsis">
                    {wildcard.section}: “{wildcard.around}”
                  </span>
                </span>
                <Button size="s" look="quiet" onPress={() => editor.select(wildcard.from, wildcard.to)}>
                  Fill in
                </Button>
              </li>
            ))}
            {left.length > listed && <li className="muted">and {left.length - listed} more *** to fill in</li>}
            {carried.slice(0, listed).map((line) => (
              <li key={`carried ${line.from}`}>
                <span>
                  <Icon name="copy" size={14} className="tone-attention" />
                  <span className="ellipsis">
                    {line.section}, carried from {dateForReading(line.date as DateText)} and untouched: “{line.text}”
                  </span>
                </span>
                <Button size="s" look="quiet" onPress={() => editor.select(line.from, line.to)}>
                  Go there
                </Button>
              </li>
            ))}
            {carried.length > listed && (
              <li className="muted">and {carried.length - listed} more carried lines nobody touched or confirmed</li>
            )}
          </ul>
        )}
        {problem && (
          <p className="tone-danger" role="alert">
            <Icon name="alert" size={14} /> {problem}
          </p>
        )}
      </div>
      <div className="note-review-do">
        <Button
          look="primary"
          icon="sign"
          keys="Mod+Enter"
          autoFocus={!blank}
          isDisabled={signing || blank || !patient}
          onPress={onSign}
        >
          {signing ? 'Signing' : `Sign as ${signer}`}
        </Button>
        <Button look="quiet" keys="Escape" autoFocus={blank} isDisabled={signing} onPress={onClose}>
          Not yet
        </Button>
      </div>
    </section>
  )
}

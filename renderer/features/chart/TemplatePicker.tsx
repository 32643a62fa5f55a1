import { type FormEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { PatientBanner } from '../../../shared/contract/views/patient.js'
import type { Ask } from '../../../shared/document/index.js'
import { scopeWords } from '../../../shared/domain/phrase.js'
import { matchingPhrases } from '../../../shared/domain/phrase-search.js'
import { chartData, countUse, filledPhrase, type Phrase, usePhrases, useStaff } from '../../data/index.js'
import { templateDocument } from '../../editor/index.js'
import { AskFields, Button, Dialog, EmptyState, SearchField } from '../../ui/index.js'
import './template.css'

/** How many are listed before something is typed. */
const most = 9

export interface TemplatePickerProps {
  banner: PatientBanner | null | undefined
  /** Begins a note with that document and title. */
  onChoose: (document: unknown, title: string | undefined) => void
  onClose: () => void
}

/** Templates for a new note: first what the person here uses for this reason of visit. */
export function TemplatePicker({ banner, onChoose, onClose }: TemplatePickerProps) {
  const phrases = usePhrases()
  const staff = useStaff()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState(0)
  const [asking, setAsking] = useState<{ phrase: Phrase; asks: readonly Ask[] }>()
  const reason = banner?.here?.reason ?? ''
  const { found, uses } = useMemo(() => {
    const usesHere = phrases.usesFor(reason)
    const templates = phrases.all
      .filter(({ kind }) => kind === 'template')
      .map((phrase) => ({ ...phrase, uses: (usesHere.get(phrase.id) ?? 0) * 1000 + phrase.uses }))
    // With nothing typed the reason of the visit is what is looked for; whatever else there is comes after.
    const likely = typed === '' && reason !== '' ? matchingPhrases(templates, reason.split(/[\s,]+/)[0] ?? '') : []
    const all = matchingPhrases(templates, typed)
    const usual = typed === '' ? all.filter((phrase) => usesHere.has(phrase.id)) : []
    return { found: [...new Set([...usual, ...likely, ...all])].slice(0, typed ? 20 : most), uses: usesHere }
  }, [phrases, reason, typed])
  const at = Math.min(chosen, found.length - 1)
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the one gone to comes into view
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [at, found])

  const around = { patient: banner ?? undefined, clinician: staff?.name, ...(reason && { reason }), now: new Date() }
  const gone = useRef(false)
  const beginning = useRef(false)
  useEffect(() => {
    gone.current = false
    return () => {
      gone.current = true
    }
  }, [])
  const begin = async (phrase: Phrase, answers: Record<string, string> = {}) => {
    // A second Enter while the chart is read would begin a second note.
    if (!banner || beginning.current) return
    beginning.current = true
    const data = await chartData(phrase, phrases, { patient: banner.id, encounter: banner.here?.encounter })
    beginning.current = false
    // Closed meanwhile, nothing is begun.
    if (gone.current) return
    const { doc } = filledPhrase(phrase, phrases, around, answers, (name) => data.get(name))
    countUse(phrase.id, reason)
    onChoose(templateDocument(doc).toJSON(), reason || phrase.title)
  }
  const choose = (phrase: Phrase | undefined) => {
    if (!phrase || !banner) return
    const { asks } = filledPhrase(phrase, phrases, around)
    if (asks.length > 0) setAsking({ phrase, asks })
    else void begin(phrase)
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'ArrowDown') setChosen(Math.min(found.length - 1, at + 1))
    else if (event.key === 'ArrowUp') setChosen(Math.max(0, at - 1))
    else if (event.key === 'Enter') choose(found[at])
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  if (asking)
    return <TemplateAsks {...asking} onAnswer={(answers) => void begin(asking.phrase, answers)} onClose={onClose} />
  return (
    <Dialog
      title="New note from a template"
      isOpen
      onClose={onClose}
      width={560}
      actions={
        <>
          <Button
            look="primary"
            keys="Enter"
            isDisabled={found.length === 0 || !banner}
            onPress={() => choose(found[at])}
          >
            Begin the note
          </Button>
          <Button keys="Escape" onPress={onClose}>
            Cancel
          </Button>
        </>
      }
    >
      <div className="chart-templates">
        <SearchField
          label="Find a template"
          value={typed}
          onChange={(value) => {
            setTyped(value)
            setChosen(0)
          }}
          placeholder="Short name, title, words"
          autoFocus
          onKeyDown={onKeyDown}
          list={{ id: `${id}-list`, item: found.length > 0 ? `${id}-${at}` : undefined }}
        />
        {found.length === 0 ? (
          <EmptyState compact title={`Nothing matches “${typed}”`} icon="note" />
        ) : (
          <div ref={list} id={`${id}-list`} role="listbox" aria-label="Templates" className="chart-templates-list">
            {found.map((phrase, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the search field's, which keeps the focus
              <div
                key={phrase.id}
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === at}
                className="chart-template"
                onMouseMove={() => index !== at && setChosen(index)}
                onClick={() => choose(phrase)}
              >
                <span className="strong">{phrase.title}</span>
                <span className="muted ellipsis">{phrase.about}</span>
                <span className="faint nowrap">
                  {uses.has(phrase.id)
                    ? `used ${uses.get(phrase.id)} times for this`
                    : (phrase.scope === 'team' && phrase.owner) || scopeWords[phrase.scope]}
                </span>
              </div>
            ))}
          </div>
        )}
      </div>
    </Dialog>
  )
}

interface TemplateAsksProps {
  phrase: Phrase
  asks: readonly Ask[]
  onAnswer: (answers: Record<string, string>) => void
  onClose: () => void
}

/** What a template has to ask before the note begins. What is left empty is to be filled in later. */
function TemplateAsks({ phrase, asks, onAnswer, onClose }: TemplateAsksProps) {
  const [answers, setAnswers] = useState<Record<string, string>>({})
  const answer = (event: FormEvent) => {
    event.preventDefault()
    onAnswer(answers)
  }
  return (
    <Dialog
      title={phrase.title}
      isOpen
      onClose={onClose}
      width={420}
      actions={
        <>
          <Button look="primary" keys="Enter" onPress={() => onAnswer(answers)}>
            Begin the note
          </Button>
          <Button keys="Escape" onPress={onClose}>
            Cancel
          </Button>
        </>
      }
    >
      <form className="chart-templates" onSubmit={answer}>
        <AskFields asks={asks} answers={answers} onChange={setAnswers} />
        <p className="muted">What is left empty is *** in the note, to fill in later.</p>
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}

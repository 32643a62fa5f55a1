import type { Node } from 'prosemirror-model'
import { useMemo, useState } from 'react'
import {
  blocksText,
  phraseFromRange,
  type Replacement,
  replacedWords,
  tokensIn,
  wildcardText,
} from '../../../../shared/document/index.js'
import { nameTrouble } from '../../../../shared/domain/phrase.js'
import type { PhrasePatient } from '../../../../shared/domain/phrase-facts.js'
import { identifiersIn } from '../../../../shared/domain/phrase-guard.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { go, send, toast, usePhrases } from '../../../data/index.js'
import { Button, Dialog, Notice, Select, TextField } from '../../../ui/index.js'

/** The first words, as a title to begin with. */
const beginningOf = (text: string): string =>
  text
    .replace(/[*{}|]+/g, ' ')
    .replace(/^[\s-]+/, '')
    .split(/\s+/)
    .slice(0, 6)
    .join(' ')
    .slice(0, 60)

/** A title that says nothing of who the patient is, nor of one day. */
const nameless = (title: string, patient: PhrasePatient | undefined): string =>
  (patient ? identifiersIn(title, patient) : [])
    .toReversed()
    .reduce(
      (left, { from, to, parameter }) => `${left.slice(0, from)}${parameter ? 'the patient' : ''}${left.slice(to)}`,
      title,
    )
    .replace(/\b(Mrs|Mr|Ms|Miss|Mx)\.? (?=the patient)/g, '')
    .replace(/\s+/g, ' ')
    .trim()

/** What a text says of one patient alone, in its own words. */
const ofOne = (text: string, patient: PhrasePatient | undefined): string[] =>
  patient ? identifiersIn(text, patient).map(({ from, to }) => text.slice(from, to)) : []

const courtesy = /\b(?:Mrs|Mr|Ms|Miss|Mx)\.? $/

/** What takes the place of what is of one patient: a parameter, or a wildcard where none may stand. */
function instead(text: string, patient: PhrasePatient): Replacement[] {
  const tokens = tokensIn(text)
  return identifiersIn(text, patient).map(({ from, to, parameter }) => {
    if (!parameter || tokens.some((token) => token.from < to && from < token.to))
      return { from, to, words: wildcardText }
    // The next patient may be no Mrs.
    const title = courtesy.exec(text.slice(0, from))?.[0].length ?? 0
    const isTitled = title > 0 && (parameter === 'last' || parameter === 'name')
    return isTitled ? { from: from - title, to, words: '{{name}}' } : { from, to, words: `{{${parameter}}}` }
  })
}

export interface MakePhraseProps {
  doc: Node
  range: { from: number; to: number }
  patient: PhrasePatient | undefined
  about: string
  onClose: () => void
}

/** A phrase of what is selected in the note; who the patient is does not go along unnoticed. */
export function MakePhrase({ doc, range, patient, about, onClose }: MakePhraseProps) {
  const { shelf, byName } = usePhrases()
  const [phrase] = useState(() => crypto.randomUUID() as LocalId)
  const [made, setMade] = useState(() => phraseFromRange(doc, range.from, range.to))
  const [name, setName] = useState('')
  const [title, setTitle] = useState(() => nameless(beginningOf(blocksText(made.child(0))), patient) || about)
  const [owner, setOwner] = useState('personal')
  const [problem, setProblem] = useState<string>()
  const [saving, setSaving] = useState(false)
  const text = useMemo(() => blocksText(made.child(0)), [made])
  // What stands in the title goes to everybody as well.
  const inText = useMemo(() => ofOne(text, patient), [text, patient])
  const inTitle = useMemo(() => ofOne(title, patient), [title, patient])
  const found = [...new Set([...inText, ...inTitle])]
  const owners = [
    { id: 'personal', label: 'Me' },
    ...(shelf?.teams ?? []).map(({ id, name: team }) => ({ id, label: team })),
    ...(shelf?.mayClinic ? [{ id: 'clinic', label: 'The whole clinic' }] : []),
  ]
  const other = byName.get(name)

  const replace = () => {
    if (!patient) return
    setTitle(nameless(title, patient))
    setMade(replacedWords(made, (words) => instead(words, patient)))
  }
  const save = async () => {
    const trouble = nameTrouble(name)
    if (trouble) return setProblem(trouble)
    // Before the chart says who the patient is, nobody can tell whether the words do.
    if (saving || !patient) return
    setSaving(true)
    const isTeam = owner !== 'personal' && owner !== 'clinic'
    const result = await send('phrase.save', {
      phrase,
      from: 0,
      fields: {
        name,
        title,
        about: '',
        kind: 'phrase',
        scope: isTeam ? 'team' : (owner as 'personal' | 'clinic'),
        ...(isTeam && { team: owner as LocalId }),
        document: made.toJSON(),
      },
    })
    setSaving(false)
    if (!result.ok) return setProblem(result.refusal.message)
    onClose()
    toast(`.${name} is saved. Type it in any note.`, {
      action: { label: 'Change it', run: () => go('clinic', 'phrases') },
    })
  }

  return (
    <Dialog
      title="Make a phrase of the selected text"
      isOpen
      onClose={onClose}
      width={560}
      actions={
        <>
          {found.length > 0 && (
            <Button look="primary" icon="shield" keys="Mod+Enter" onPress={replace}>
              Replace by parameters
            </Button>
          )}
          <Button
            look={found.length > 0 ? 'quiet' : 'primary'}
            {...(found.length === 0 && { keys: 'Mod+Enter' })}
            isDisabled={saving || !patient}
            onPress={() => void save()}
          >
            {found.length > 0 ? 'Save as it is' : 'Save the phrase'}
          </Button>
          <Button keys="Escape" onPress={onClose}>
            Cancel
          </Button>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a key of the dialog, whichever of its fields has the focus */}
      <div
        className="make-phrase"
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return
          event.preventDefault()
          event.stopPropagation()
          if (found.length > 0) replace()
          else void save()
        }}
      >
        <div className="make-phrase-fields">
          <TextField
            label="Short name"
            value={name}
            onChange={(value) => {
              setName(value.replace(/^\./, '').toLowerCase())
              setProblem(undefined)
            }}
            autoFocus
            autoComplete="off"
            maxLength={30}
            {...(problem ? { error: problem } : {})}
            description={
              other
                ? `.${name} is “${other.title}” now; a nearer one of that name wins`
                : 'What you type after the full stop'
            }
          />
          <TextField label="Title" value={title} onChange={setTitle} maxLength={120} />
          <Select label="For" items={owners} value={owner} onChange={setOwner} />
        </div>
        {found.length > 0 && (
          <Notice tone="danger" icon="identity">
            These words are one patient’s: {found.join(', ')}.
          </Notice>
        )}
        {!patient && (
          <Notice tone="attention" icon="identity">
            Who the patient is, is not known here yet, so nobody can tell whether these words name them.
          </Notice>
        )}
        <pre className="make-phrase-text selectable">{text}</pre>
      </div>
    </Dialog>
  )
}

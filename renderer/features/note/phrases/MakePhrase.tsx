import type { Node } from 'prosemirror-model'
import { useMemo, useState } from 'react'
import { blocksText, phraseFromRange, replacedWords } from '../../../../shared/document/index.js'
import { nameTrouble } from '../../../../shared/domain/phrase.js'
import type { PhrasePatient } from '../../../../shared/domain/phrase-facts.js'
import { type Identifier, identifiersIn } from '../../../../shared/domain/phrase-guard.js'
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

const wordsAt = (text: string, { from, to }: Identifier): string => text.slice(from, to)

/** A title that says nothing of who the patient is. */
const nameless = (title: string, patient: PhrasePatient | undefined): string =>
  (patient ? identifiersIn(title, patient) : [])
    .toReversed()
    .reduce((left, { from, to }) => `${left.slice(0, from)}the patient${left.slice(to)}`, title)
    .replace(/\b(Mrs|Mr|Ms|Miss)\.? (?=the patient)/g, '')

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
  const [made, setMade] = useState(() => phraseFromRange(doc, range.from, range.to))
  const [name, setName] = useState('')
  const [title, setTitle] = useState(() => nameless(beginningOf(blocksText(made.child(0))), patient) || about)
  const [owner, setOwner] = useState('personal')
  const [problem, setProblem] = useState<string>()
  const text = useMemo(() => blocksText(made.child(0)), [made])
  // What stands in the title goes to everybody as well.
  const found = useMemo(
    () =>
      patient
        ? [text, title].flatMap((words) => identifiersIn(words, patient).map((each) => wordsAt(words, each)))
        : [],
    [text, title, patient],
  )
  const owners = [
    { id: 'personal', label: 'Me' },
    ...(shelf?.teams ?? []).map(({ id, name: team }) => ({ id, label: team })),
    ...(shelf?.mayClinic ? [{ id: 'clinic', label: 'The whole clinic' }] : []),
  ]
  const other = byName.get(name)

  const replace = () => {
    if (!patient) return
    setTitle(nameless(title, patient))
    setMade(
      replacedWords(made, (words) =>
        identifiersIn(words, patient).map(({ from, to, parameter }) => ({ from, to, words: `{{${parameter}}}` })),
      ),
    )
  }
  const save = async () => {
    const trouble = nameTrouble(name)
    if (trouble) return setProblem(trouble)
    const phrase = crypto.randomUUID() as LocalId
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
            <Button look="primary" icon="shield" onPress={replace}>
              Replace by parameters
            </Button>
          )}
          <Button look={found.length > 0 ? 'quiet' : 'primary'} onPress={() => void save()}>
            {found.length > 0 ? 'Save as it is' : 'Save the phrase'}
          </Button>
          <Button keys="Escape" onPress={onClose}>
            Cancel
          </Button>
        </>
      }
    >
      <div className="make-phrase">
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
            These words say who the patient is: {[...new Set(found)].join(', ')}.
          </Notice>
        )}
        <pre className="make-phrase-text selectable">{text}</pre>
      </div>
    </Dialog>
  )
}

import type { Node } from 'prosemirror-model'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { PhraseFields, PhraseShelf } from '../../../../shared/contract/views/phrase.js'
import { namesUsed } from '../../../../shared/document/index.js'
import { knownParameters } from '../../../../shared/domain/phrase-facts.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import type { Refusal } from '../../../../shared/kernel/result.js'
import { type Origin, type Phrases, pastedFromChart, send, useKeys } from '../../../data/index.js'
import { type NoteEditor, SectionMenu, Toolbar } from '../../../editor/index.js'
import { Button, Notice, Select, TextField } from '../../../ui/index.js'
import { PhraseText } from './PhraseText.js'

/** What is being written is kept after this pause, milliseconds. */
const keepAfter = 700

const newWords = { phrase: 'New phrase', template: 'New template', reply: 'New quick reply' }

/** Pictures are of a patient; an address is typed as words. */
const notInPhrases = ['picture', 'link']

export interface PhraseFormProps {
  phrase: LocalId
  /** The version it is written on; 0 for a new one. */
  from: number
  begin: Omit<PhraseFields, 'document'> & { doc: Node }
  shelf: PhraseShelf
  phrases: Phrases
  onSaved: () => void
  /** Left for now: what was written is kept. */
  onLeave: () => void
  onDiscard: (written: PhraseFields) => void
}

/** Writing a phrase in the note's own editor. What is written is kept as it goes, and counts once it is saved. */
export function PhraseForm(props: PhraseFormProps) {
  const { phrase, from, begin, shelf, phrases, onSaved, onLeave, onDiscard } = props
  const { doc, ...beginning } = begin
  const [fields, setFields] = useState(beginning)
  const [what, setWhat] = useState('')
  const [editor, setEditor] = useState<NoteEditor>()
  const [problem, setProblem] = useState<Refusal>()
  const [names, setNames] = useState(() => namesUsed(doc))
  const [pasted, setPasted] = useState<Origin>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef({ fields, editor })
  latest.current = { fields, editor }
  const written = useCallback((): PhraseFields => {
    const { fields: now, editor: open } = latest.current
    return { ...now, document: (open?.view.state.doc ?? doc).toJSON() }
  }, [doc])
  const flush = useCallback(() => {
    if (timer.current === undefined) return
    clearTimeout(timer.current)
    timer.current = undefined
    void send('phrase.draft', { phrase, from, fields: written() })
  }, [phrase, from, written])
  const keep = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = setTimeout(flush, keepAfter)
  }, [flush])
  // Whatever closes the page, the last words typed are kept.
  useEffect(() => flush, [flush])
  useEffect(() => {
    if (!editor) return
    let before = editor.view.state.doc
    return editor.onTransaction(() => {
      const now = editor.view.state.doc
      if (now === before) return
      before = now
      keep()
      setProblem(undefined)
      setNames(namesUsed(now))
    })
  }, [editor, keep])
  const change = (next: Partial<typeof fields>) => {
    setFields({ ...fields, ...next })
    setProblem(undefined)
    keep()
  }
  const newer = shelf.phrases.find(({ id }) => id === phrase && from > 0)
  const saving = useRef(false)
  const save = async (over = from) => {
    if (saving.current) return
    saving.current = true
    flush()
    const fieldsNow = written()
    const result = await send('phrase.save', {
      phrase,
      from: over,
      fields: fieldsNow,
      ...(what.trim() && { what: what.trim() }),
    })
    saving.current = false
    if (!result.ok) {
      setProblem(result.refusal)
      return
    }
    // What was typed while it was being saved belongs to the next version.
    if (timer.current !== undefined) {
      clearTimeout(timer.current)
      timer.current = undefined
      void send('phrase.draft', { phrase, from: result.value.version, fields: written() })
    }
    onSaved()
  }
  const discard = () => {
    clearTimeout(timer.current)
    timer.current = undefined
    onDiscard(written())
  }
  useKeys('Phrases', [
    { keys: 'Mod+Enter', label: 'Save the phrase', run: () => void save(), inText: true },
    { keys: 'Escape', label: 'Leave it for now', run: onLeave, inText: true, quiet: true },
  ])
  const owners = useMemo(
    () => [
      { id: 'personal', label: 'Me' },
      ...shelf.teams.map(({ id, name }) => ({ id, label: name })),
      ...(shelf.mayClinic ? [{ id: 'clinic', label: 'The whole clinic' }] : []),
    ],
    [shelf],
  )
  const unknown = names.filter((name) => !phrases.byName.has(name))
  // What a colleague does not have, a colleague's note has to fill in.
  const mineAlone =
    fields.scope === 'personal'
      ? []
      : names.filter((name) => {
          const held = phrases.all.filter((each) => each.name === name)
          return held.length > 0 && held.every(({ scope }) => scope === 'personal')
        })
  const owner = fields.scope === 'team' ? (fields.team ?? null) : fields.scope
  return (
    <section className="phrase-page" aria-label={from === 0 ? 'New phrase' : 'Edit the phrase'}>
      <header className="phrase-head">
        <h2 className="phrase-head-words">{from === 0 ? newWords[begin.kind] : `Edit “${beginning.title}”`}</h2>
        <div className="phrase-head-do">
          <Button look="primary" keys="Mod+Enter" onPress={() => void save()}>
            Save
          </Button>
          <Button keys="Escape" onPress={onLeave}>
            Not now
          </Button>
          <Button look="quiet" icon="trash" onPress={discard}>
            {from === 0 ? 'Discard' : 'Discard the changes'}
          </Button>
        </div>
      </header>
      {problem && (
        <div role="alert">
          <Notice
            tone="danger"
            icon="alert"
            actions={
              problem.code === 'stale' &&
              newer?.mayEdit && (
                <Button size="s" onPress={() => void save(newer.version)}>
                  Save mine as version {newer.version + 1}
                </Button>
              )
            }
          >
            {problem.message}
            {problem.code === 'stale' &&
              newer &&
              ` Theirs is version ${newer.version}, and is kept among the versions.`}
          </Notice>
        </div>
      )}
      <div className="phrase-fields">
        <TextField
          label="Short name"
          value={fields.name}
          onChange={(name) => change({ name: name.replace(/^\./, '').toLowerCase() })}
          autoFocus={from === 0}
          autoComplete="off"
          maxLength={30}
          description={begin.kind === 'reply' ? 'To find it by' : 'Typed after a full stop'}
        />
        <TextField label="Title" value={fields.title} onChange={(title) => change({ title })} maxLength={120} />
        <TextField
          label="When to use it"
          value={fields.about}
          onChange={(about) => change({ about })}
          maxLength={200}
        />
        <Select
          label="For"
          items={owners}
          value={owner}
          onChange={(id) => {
            const { team: _team, ...rest } = fields
            const scope = id === 'personal' || id === 'clinic' ? id : 'team'
            setFields({ ...rest, scope, ...(scope === 'team' && { team: id as LocalId }) })
            keep()
          }}
        />
      </div>
      <div className="phrase-paper" data-editing="">
        {editor && (
          <div className="phrase-tools">
            <Toolbar editor={editor} without={notInPhrases} />
          </div>
        )}
        <PhraseText
          doc={doc}
          label="The phrase’s words"
          editable
          onEditor={setEditor}
          onPaste={(html, text) => {
            const origin = pastedFromChart(html, text)
            if (origin) setPasted(origin)
            return undefined
          }}
        />
        {editor && <SectionMenu editor={editor} onRemoved={() => {}} />}
      </div>
      {pasted && (
        <Notice tone="danger" icon="identity">
          Words of {pasted.patient ? `${pasted.patient.name}’s chart` : 'a chart'} were pasted. Take out what says who
          that is: names, dates, numbers.
        </Notice>
      )}
      {unknown.length > 0 && (
        <p className="tone-attention">
          No phrase is called {unknown.map((name) => `.${name}`).join(', ')}; in a note it would be left to fill in.
        </p>
      )}
      {mineAlone.length > 0 && (
        <p className="tone-attention">
          {mineAlone.map((name) => `.${name}`).join(', ')} {mineAlone.length === 1 ? 'is' : 'are'} yours alone: in
          others’ notes it would be left to fill in.
        </p>
      )}
      {from > 0 && begin.scope !== 'personal' && fields.scope === 'personal' && (
        <p className="tone-attention">Nobody but you will have it any more.</p>
      )}
      {from > 0 && (
        <TextField label="What changed (kept with the version)" value={what} onChange={setWhat} maxLength={120} />
      )}
      <PhraseHelp />
    </section>
  )
}

/** How to write what is filled in later. */
function PhraseHelp() {
  return (
    <details className="phrase-help">
      <summary>What can be written in a phrase</summary>
      <dl>
        <dt>***</dt>
        <dd>a place to fill in; F2 goes to the next</dd>
        <dt>{'{left|right|both}'}</dt>
        <dd>a list to choose from; {'{*fever|cough}'} takes several</dd>
        <dt>{'{{age}}'}</dt>
        <dd>filled from the patient: {Object.keys(knownParameters).join(', ')}. What is not known becomes ***.</dd>
        <dt>{'{{weeks: weeks of pregnancy}}'}</dt>
        <dd>asked before the phrase goes in</dd>
        <dt>.examcv</dt>
        <dd>another phrase in this place</dd>
        <dt>@a1c</dt>
        <dd>data of the chart, for the visit the note is of: @vitals, @medicines, @allergies, @problems …</dd>
      </dl>
    </details>
  )
}

import type { Node } from 'prosemirror-model'
import { useMemo, useRef, useState } from 'react'
import type { PhraseDraft, PhraseFields } from '../../../../shared/contract/views/phrase.js'
import { emptyNote, parseDocument, phraseFromLines } from '../../../../shared/document/index.js'
import { phraseScopes } from '../../../../shared/domain/phrase.js'
import { matchingPhrases, searchWords } from '../../../../shared/domain/phrase-search.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { type Phrase, send, toast, toastRefusal, useKeys, useLive, usePhrases } from '../../../data/index.js'
import { Button, EmptyState, Notice, Problem, Skeleton, Split } from '../../../ui/index.js'
import { PhraseForm } from './PhraseForm.js'
import { type Filter, type Listed, PhraseList } from './PhraseList.js'
import { PhrasePage } from './PhrasePage.js'
import './phrases.css'

interface Writing {
  phrase: LocalId
  from: number
  begin: Omit<PhraseFields, 'document'> & { doc: Node }
}

const newId = (): LocalId => crypto.randomUUID() as LocalId

/** What was being written when the window was left. */
function resumed({ phrase, from, fields }: PhraseDraft): Writing | undefined {
  const { document, ...rest } = fields
  const parsed = parseDocument(document)
  return parsed.ok ? { phrase, from, begin: { ...rest, doc: parsed.doc } } : undefined
}

const nameOf = ({ title, name }: Pick<PhraseFields, 'title' | 'name'>): string => title || name || 'A phrase'

const isShown = (item: Listed, filter: Filter): boolean => {
  if (filter === 'retired') return item.state === 'retired'
  if (item.state === 'retired') return false
  if (filter === 'all') return true
  return filter === 'template' || filter === 'reply' ? item.kind === filter : item.scope === filter
}

/** Phrases and templates: found, read, made, changed, shared, retired. */
export function Phrases() {
  const phrases = usePhrases()
  const { shelf, all } = phrases
  const { refusal } = useLive('phrase.shelf', {})
  const { data: drafts } = useLive('phrase.drafts', {})
  const [typed, setTyped] = useState('')
  const [filter, setFilter] = useState<Filter>('all')
  const [selected, setSelected] = useState<string | null>(null)
  const [writing, setWriting] = useState<Writing>()
  const page = useRef<HTMLDivElement>(null)

  const items = useMemo((): Listed[] => {
    const inUse = all.map((phrase) => ({
      ...phrase,
      state: 'in use' as const,
      hidden: !phrase.wins,
      unsent: phrase.row?.unsent,
    }))
    const others = (shelf?.phrases ?? [])
      .filter((row) => row.retired || row.document === null)
      .map((row) => ({
        ...row,
        words: searchWords(row.title),
        uses: 0,
        hidden: false,
        state: row.retired ? ('retired' as const) : ('not readable' as const),
      }))
    const shown = [...inUse, ...others].filter((item) => isShown(item, filter))
    const found = matchingPhrases(shown, typed)
    // To look through, one's own come first; to find, whatever answers best.
    return typed === '' ? found.sort((a, b) => phraseScopes.indexOf(a.scope) - phraseScopes.indexOf(b.scope)) : found
  }, [all, shelf, filter, typed])
  // What was just retired stays on the page: the key pressed once more must not retire the next one.
  const gone = shelf?.phrases.find(({ id, retired: isRetired }) => isRetired && id === selected)
  const chosen = items.find(({ id }) => id === selected) ?? (gone ? undefined : items[0])
  const phrase = all.find(({ id }) => id === chosen?.id)
  const retired = gone ?? shelf?.phrases.find(({ id, retired: isRetired }) => isRetired && id === chosen?.id)

  const begin = (kind: Phrase['kind']) =>
    setWriting({
      phrase: newId(),
      from: 0,
      begin: {
        name: '',
        title: '',
        about: '',
        kind,
        scope: 'personal',
        doc: kind === 'template' ? emptyNote() : phraseFromLines(''),
      },
    })
  const goOn = (draft: PhraseDraft) => {
    const kept = resumed(draft)
    if (kept) setWriting(kept)
    else toast('It was written by a newer Rounds and cannot be opened here. It is kept.', { tone: 'attention' })
  }
  const discard = async ({ phrase: id, from, fields }: Pick<PhraseDraft, 'phrase' | 'from' | 'fields'>) => {
    const result = await send('phrase.draft', { phrase: id, from, fields: null })
    if (!result.ok) return toastRefusal(result.refusal)
    toast(`What was written of “${nameOf(fields)}” is discarded`, {
      undo: () => void send('phrase.draft', { phrase: id, from, fields }),
    })
  }
  const edit = () => {
    if (!phrase?.row?.mayEdit) return
    // What was begun and not saved is gone on with; nobody writes over it.
    const begun = drafts?.find((draft) => draft.phrase === phrase.id)
    if (begun) return goOn(begun)
    const { name, title, about, kind, doc, row } = phrase
    setWriting({
      phrase: row.id,
      from: row.version,
      begin: { name, title, about, kind, scope: row.scope, ...(row.team && { team: row.team }), doc },
    })
  }
  const copy = () => {
    if (!phrase) return
    const { name, title, about, kind, doc } = phrase
    setWriting({ phrase: newId(), from: 0, begin: { name, title, about, kind, scope: 'personal', doc } })
  }
  const retire = async (id: LocalId, title: string, isRetired: boolean) => {
    setSelected(id)
    const result = await send('phrase.retire', { phrase: id, retired: isRetired })
    if (!result.ok) return toastRefusal(result.refusal)
    toast(isRetired ? `“${title}” is retired` : `“${title}” is in use again`, {
      about: id,
      undo: () => void retire(id, title, !isRetired),
    })
  }
  const restore = async (version: number) => {
    if (!phrase?.row) return
    const result = await send('phrase.restore', { phrase: phrase.row.id, version })
    if (result.ok) toast(`Version ${version} is in use again, as version ${result.value.version}`)
    else toastRefusal(result.refusal)
  }
  useKeys('Phrases', [
    { keys: 'n', label: 'New phrase', run: () => begin('phrase'), when: !writing && shelf?.mayWrite === true },
    {
      keys: 'Shift+N',
      label: 'New template',
      run: () => begin('template'),
      when: !writing && shelf?.mayWrite === true,
    },
    {
      keys: 'r',
      label: 'New quick reply',
      run: () => begin('reply'),
      when: !writing && shelf?.mayWrite === true,
    },
    {
      keys: '/',
      label: 'Find a phrase',
      run: () => page.current?.querySelector<HTMLInputElement>('input')?.focus(),
      when: !writing,
      quiet: true,
    },
  ])

  if (refusal)
    return (
      <Problem title="The phrases could not be read" safe="Nothing was lost.">
        {refusal.message}
      </Problem>
    )
  if (!shelf) return <Skeleton lines={8} label="Reading the phrases" />
  const open = drafts?.filter((draft) => draft.phrase !== writing?.phrase) ?? []
  return (
    <section className="phrases" aria-labelledby="clinic-phrases" ref={page}>
      <header className="phrases-head">
        <div>
          <h1 id="clinic-phrases">Phrases and templates</h1>
          <p className="muted">
            Type a full stop and the short name in any note; quick replies are chosen where a patient is answered. Yours
            win over your team’s and the clinic’s.
          </p>
        </div>
        {shelf.mayWrite && (
          <div className="phrase-head-do">
            <Button icon="plus" keys="n" isDisabled={writing !== undefined} onPress={() => begin('phrase')}>
              New phrase
            </Button>
            <Button icon="plus" keys="Shift+N" isDisabled={writing !== undefined} onPress={() => begin('template')}>
              New template
            </Button>
            <Button icon="plus" keys="r" isDisabled={writing !== undefined} onPress={() => begin('reply')}>
              New quick reply
            </Button>
          </div>
        )}
      </header>
      {!shelf.shared && (
        <Notice icon="disk">
          The EHR keeps no phrases. What you save stays on this workstation and is not shared.
        </Notice>
      )}
      {!writing &&
        open.slice(0, 2).map((draft) => (
          <Notice
            key={draft.phrase}
            tone="attention"
            icon="edit"
            actions={
              <>
                <Button size="s" onPress={() => goOn(draft)}>
                  Go on
                </Button>
                <Button size="s" look="quiet" onPress={() => void discard(draft)}>
                  Discard
                </Button>
              </>
            }
          >
            “{nameOf(draft.fields)}” was being written and is not saved.
          </Notice>
        ))}
      <Split
        id="clinic.phrases"
        label="Phrases"
        size={340}
        min={260}
        max={460}
        panel={
          <PhraseList
            items={items}
            selected={chosen?.id ?? null}
            typed={typed}
            filter={filter}
            onTyped={(text) => {
              setTyped(text)
              setSelected(null)
            }}
            onFilter={(next) => {
              setFilter(next)
              setSelected(null)
            }}
            onSelect={(id) => {
              if (!writing) setSelected(id)
            }}
            onOpen={edit}
          />
        }
      >
        <div className="phrases-page">
          {writing ? (
            <PhraseForm
              key={writing.phrase}
              {...writing}
              shelf={shelf}
              phrases={phrases}
              onSaved={() => {
                setSelected(writing.phrase)
                setFilter('all')
                setTyped('')
                setWriting(undefined)
                toast(
                  writing.begin.kind === 'reply'
                    ? 'Saved. It can be chosen for any reply.'
                    : 'Saved. It can be typed in any note.',
                )
              }}
              onLeave={() => setWriting(undefined)}
              onDiscard={(fields) => {
                setWriting(undefined)
                void discard({ phrase: writing.phrase, from: writing.from, fields })
              }}
            />
          ) : phrase ? (
            <PhrasePage
              key={phrase.id}
              phrase={phrase}
              phrases={phrases}
              onEdit={edit}
              onCopy={copy}
              onRetire={() => phrase.row && void retire(phrase.row.id, phrase.title, true)}
              onRestore={(version) => void restore(version)}
            />
          ) : retired ? (
            <EmptyState
              title={`“${retired.title}” is retired`}
              icon="trash"
              actions={
                retired.mayEdit && (
                  <Button icon="undo" onPress={() => void retire(retired.id, retired.title, false)}>
                    Use it again
                  </Button>
                )
              }
            >
              Nobody is offered it. Its versions are kept.
            </EmptyState>
          ) : (
            <EmptyState title={chosen ? 'Written by a newer Rounds' : 'No phrase chosen'} icon="note" />
          )}
        </div>
      </Split>
    </section>
  )
}

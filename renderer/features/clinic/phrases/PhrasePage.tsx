import { useMemo, useState } from 'react'
import type { PhraseVersion } from '../../../../shared/contract/views/phrase.js'
import { parseDocument, schema } from '../../../../shared/document/index.js'
import { scopeWords } from '../../../../shared/domain/phrase.js'
import { momentForReading } from '../../../../shared/kernel/dates.js'
import type { DateText, LocalId } from '../../../../shared/kernel/ids.js'
import { filledPhrase, type Phrase, type Phrases, useKeys, useLive, useNow } from '../../../data/index.js'
import { Button, Notice, Segmented, Tag, UnsentMark } from '../../../ui/index.js'
import { PhraseText } from './PhraseText.js'

/** Nobody: what a phrase looks like once it is filled in. */
const sample = { name: 'Sample, Rosa', birthDate: '1968-05-14' as DateText, sex: 'female' as const, mrn: '000 000' }

export interface PhrasePageProps {
  phrase: Phrase
  phrases: Phrases
  onEdit: () => void
  onCopy: () => void
  onRetire: () => void
  onRestore: (version: number) => void
}

/** One phrase to read: what it makes, who saved it, what it was before. */
export function PhrasePage({ phrase, phrases, onEdit, onCopy, onRetire, onRestore }: PhrasePageProps) {
  const [as, setAs] = useState<'sample' | 'written'>('sample')
  const [seen, setSeen] = useState<PhraseVersion>()
  const now = useNow(60_000)
  const { row } = phrase
  const { data: versions } = useLive('phrase.versions', row ? { phrase: row.id as LocalId } : null)
  const mayEdit = row?.mayEdit === true
  const earlier = useMemo(() => {
    const parsed = seen && parseDocument(seen.document)
    return parsed?.ok ? parsed.doc : undefined
  }, [seen])
  const doc = useMemo(() => {
    const source = earlier ?? phrase.doc
    if (as === 'written') return source
    const around = { patient: sample, clinician: 'Dr Sample', reason: 'Follow-up', now: new Date() }
    // Data of a chart is named: nobody's chart is shown here.
    return filledPhrase({ doc: source }, phrases, around, {}, (name) => schema.text(`@${name}`)).doc
  }, [as, earlier, phrase.doc, phrases])
  useKeys('Phrases', [
    { keys: 'e', label: 'Edit the phrase', run: onEdit, when: mayEdit },
    { keys: 'c', label: 'Copy to mine', run: onCopy, when: phrases.shelf?.mayWrite === true },
    { keys: 'x', label: 'Retire the phrase', run: onRetire, when: mayEdit },
    {
      keys: 'v',
      label: 'As written, or with a sample patient',
      run: () => setAs(as === 'sample' ? 'written' : 'sample'),
      quiet: true,
    },
  ])
  const saved = row?.savedAt && `${momentForReading(row.savedAt, now)}${row.savedBy ? ` by ${row.savedBy}` : ''}`
  return (
    <article className="phrase-page" aria-label={phrase.title}>
      <header className="phrase-head">
        <div className="phrase-head-words">
          <h2>{phrase.title}</h2>
          <p className="phrase-head-facts">
            <span className="phrase-name num">.{phrase.name}</span>
            <Tag tone={phrase.scope === 'starter' ? 'plain' : 'accent'}>
              {(phrase.scope === 'team' && phrase.owner) || scopeWords[phrase.scope]}
            </Tag>
            {phrase.kind === 'template' && <Tag>Whole note</Tag>}
            {phrase.kind === 'reply' && <Tag>Quick reply</Tag>}
            {row && (
              <span className="muted num">
                version {row.version}
                {saved && `, ${saved}`}
              </span>
            )}
            {row && <UnsentMark state={row.unsent} />}
          </p>
          {phrase.about && <p className="muted">{phrase.about}</p>}
        </div>
        <div className="phrase-head-do">
          {mayEdit && (
            <Button look="primary" icon="edit" keys="e" onPress={onEdit}>
              Edit
            </Button>
          )}
          {phrases.shelf?.mayWrite && (
            <Button icon="copy" keys="c" look={mayEdit ? 'plain' : 'primary'} onPress={onCopy}>
              Copy to mine
            </Button>
          )}
          {mayEdit && (
            <Button look="quiet" icon="trash" keys="x" onPress={onRetire}>
              Retire
            </Button>
          )}
        </div>
      </header>
      {!phrase.wins && (
        <Notice icon="info">
          Typing .{phrase.name} gives “{phrases.byName.get(phrase.name)?.title}”, which is nearer to you. This one can
          be chosen by its title.
        </Notice>
      )}
      {seen && (
        <Notice
          icon="history"
          actions={
            <>
              {mayEdit && !seen.now && (
                <Button size="s" onPress={() => onRestore(seen.version)}>
                  Use this version again
                </Button>
              )}
              <Button size="s" look="quiet" onPress={() => setSeen(undefined)}>
                Back to the present one
              </Button>
            </>
          }
        >
          {earlier ? `Version ${seen.version}, as it was.` : `Version ${seen.version} cannot be read by this Rounds.`}
        </Notice>
      )}
      <div className="phrase-view">
        <Segmented
          label="How to show it"
          items={[
            { id: 'sample', label: 'With a sample patient' },
            { id: 'written', label: 'As written' },
          ]}
          value={as}
          onChange={setAs}
        />
        <div className="phrase-paper">
          <PhraseText doc={doc} label={`${phrase.title}, to read`} />
        </div>
      </div>
      {versions && versions.length > 1 && (
        <section className="phrase-versions" aria-label="Versions">
          <h3>Versions</h3>
          <ul>
            {versions.map((version) => (
              <li key={version.version}>
                <Button
                  size="s"
                  look="quiet"
                  aria-pressed={(seen?.version ?? row?.version) === version.version}
                  onPress={() => setSeen(version.now ? undefined : version)}
                >
                  Version {version.version}
                </Button>
                <span className="muted num">
                  {version.at && momentForReading(version.at, now)}
                  {version.by && `, ${version.by}`}
                  {version.what && `: ${version.what}`}
                  {version.now && ' (in use)'}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </article>
  )
}

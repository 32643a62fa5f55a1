import { useEffect, useMemo, useState } from 'react'
import { localDate } from '../../../shared/kernel/dates.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { copiedFrom, openNote, toast, useBinding, useKeys, useLive, useStaff } from '../../data/index.js'
import { FindPanel, ImagePanel, openProblems, openSections, SectionMenu } from '../../editor/index.js'
import { Button, Problem, Skeleton } from '../../ui/index.js'
import { carriedInto } from './carried.js'
import { CarryPane } from './carry/CarryPane.js'
import { useCarryKeys } from './carry/useCarryKeys.js'
import { NoteChips } from './chips/NoteChips.js'
import { Company } from './company/Company.js'
import { Footer } from './Footer.js'
import { useSharing } from './hand-over/useSharing.js'
import { LeftOut, useLeftOut } from './LeftOut.js'
import { NoteFiles } from './NoteFiles.js'
import { type Aside, NoteHead } from './NoteHead.js'
import { NoteLinks } from './NoteLinks.js'
import { NoteSpelling } from './NoteSpelling.js'
import { PasteQuestion } from './PasteQuestion.js'
import { PastPane } from './past/PastPane.js'
import { NotePhrases } from './phrases/NotePhrases.js'
import { usePhraseDesk } from './phrases/usePhraseDesk.js'
import { usePrinting } from './print/usePrinting.js'
import { Signature } from './Signature.js'
import { SignReview } from './SignReview.js'
import { Standings } from './Standings.js'
import { AmendPanel } from './signing/AmendPanel.js'
import { CosignPanel } from './signing/CosignPanel.js'
import { NoteNotices } from './signing/NoteNotices.js'
import { useRefusedChips } from './signing/useRefusedChips.js'
import { askOf } from './smart/context.js'
import { NoteSmart } from './smart/NoteSmart.js'
import { RefreshLinks } from './smart/RefreshLinks.js'
import { standingOf } from './standing.js'
import { Unreadable } from './Unreadable.js'
import { useEditorKeys } from './useEditorKeys.js'
import { useNoteCommands } from './useNoteCommands.js'
import { sectionToWriteIn, useNoteEditor } from './useNoteEditor.js'
import { useSigning } from './useSigning.js'
import './note.css'

export interface NoteScreenProps {
  note: LocalId
  patient: LocalId
  /** What to do when the note is left; the chart's overview unless told. */
  onClose?: () => void
}

/** One note: written, signed, read. Everything typed is on disk before it says so. */
export function NoteScreen(props: NoteScreenProps) {
  return <Note key={props.note} {...props} />
}

function Note({ note: id, patient, onClose = () => openNote(patient, null) }: NoteScreenProps) {
  const { data: note, refusal, stale } = useLive('note.view', { note: id })
  const { data: banner } = useLive('patient.banner', { patient })
  const { data: sync } = useLive('sync.status', {})
  const { data: team } = useLive('team.list', {})
  const staff = useStaff()
  const binding = useBinding(patient)
  const [attempt, setAttempt] = useState(0)
  const desk = usePhraseDesk(patient, note)
  const { place, opened, tell } = useNoteEditor(patient, id, attempt, desk.source)
  const editor = opened.state === 'open' ? opened.editor : undefined
  const { phase, problem, review, close, lookAgain, sign } = useSigning(patient, id, editor, note?.status)
  const [finding, setFinding] = useState(0)
  const [aside, setAside] = useState<Aside>()
  const [asking, setAsking] = useState<'amend' | 'cosign' | null>(null)
  useRefusedChips(editor, note)

  const [wasDraft, setWasDraft] = useState(false)
  if (note?.status === 'draft' && !wasDraft) setWasDraft(true)

  const standing = useMemo(() => note && standingOf(note, staff, team ?? []), [note, staff, team])
  const printing = usePrinting(patient, id, editor, note !== undefined && !aside && phase === 'writing' && !asking)
  // What is looked at as paper is not changed from here meanwhile: nobody would see it.
  const writable = Boolean(standing?.write && binding.refusal === undefined && phase !== 'signing' && !printing.open)
  const { encounter, startedAt } = note ?? {}
  const smart = useMemo(() => askOf(patient, { encounter, startedAt }), [patient, encounter, startedAt])
  const fresh = note?.version
  const copied = note?.status === 'signed' && copiedFrom({ note: id, date: localDate(new Date(note.startedAt)) })
  const title = note?.title
  useEffect(() => {
    if (title !== undefined) tell({ writable, label: `Note: ${title}` })
  }, [tell, title, writable])
  useEffect(() => {
    if (fresh !== undefined) editor?.heardOf(fresh)
  }, [editor, fresh])
  useEffect(() => {
    if (binding.writable) editor?.resume()
  }, [editor, binding.writable])
  const mine = standing?.write === true
  useEffect(() => {
    if (!editor || !mine) return
    editor.focus(sectionToWriteIn(editor))
    const words = carriedInto(id)
    if (words !== undefined) editor.write(words)
  }, [editor, mine, id])
  const leftOut = useLeftOut(editor, Boolean(note && note.status !== 'draft'))
  const { rename, restore, discard, addend } = useNoteCommands({
    patient,
    note: id,
    title: note?.title ?? '',
    editor,
    leftOut,
    onClose,
  })

  const find = () => setFinding((before) => before + 1)
  const stopFinding = () => {
    setFinding(0)
    editor?.focus()
  }
  const reviews = phase !== 'writing'
  // Nobody signs what they do not see.
  const showAll = () => {
    for (const show of [openSections, openProblems]) if (editor) show(editor.view.state, editor.view.dispatch)
  }
  const startReview = () => {
    setFinding(0)
    showAll()
    review()
  }
  const cosign = () => {
    showAll()
    setAsking('cosign')
  }
  const free = !aside && !printing.open
  const open = editor !== undefined && free
  const openAside = (which: Aside) => {
    setFinding(0)
    close()
    setAside(which)
  }
  const closeAside = () => {
    setAside(undefined)
    requestAnimationFrame(() => editor?.focus())
  }
  // First, so that the palette offers what is done with a note before what is done with its words.
  useEditorKeys(open ? editor : undefined, writable)
  useCarryKeys(open && writable ? editor : undefined, staff?.name, () => openAside('carry'))
  const sharing = useSharing({
    patient,
    note,
    editor: open ? editor : undefined,
    writable,
    standing,
    writing: phase === 'writing',
  })
  useKeys('Note', [
    {
      keys: 'Mod+Enter',
      label: 'Review and sign',
      run: startReview,
      when: standing?.sign === true && phase === 'writing' && free,
    },
    {
      keys: 'Mod+Enter',
      label: 'Co-sign',
      run: cosign,
      when: standing?.cosign === true && asking === null && free,
    },
    { keys: 'Alt+M', label: 'Amend the note', run: () => setAsking('amend'), when: standing?.amend === true && free },
    { keys: 'Alt+A', label: 'Add an addendum', run: () => void addend(), when: standing?.addend === true && free },
    { keys: 'Escape', label: 'Not yet', run: close, when: phase === 'reviewing', inText: true, quiet: true },
    {
      keys: 'Escape',
      label: 'Close find',
      run: stopFinding,
      when: finding > 0 && phase === 'writing',
      inText: true,
      quiet: true,
    },
    { keys: 'Alt+H', label: 'History of the note', run: () => openAside('past'), when: open && phase !== 'signing' },
    { keys: 'Mod+F', label: 'Find in the note', run: find, when: open },
    { keys: 'Mod+H', label: 'Replace in the note', run: find, when: writable && free, quiet: true },
    { keys: 'Alt+F10', label: 'Toolbar of the note', run: focusToolbar, when: writable && free, quiet: true },
  ])

  if (refusal || note === null || opened.state === 'failed') {
    const reason = refusal?.message ?? (opened.state === 'failed' ? opened.message : undefined)
    return (
      <Problem
        title={note === null ? 'This note is no longer on this workstation' : 'The note could not be opened'}
        safe="What was written and saved is safe."
        actions={
          <>
            <Button icon="refresh" onPress={() => setAttempt(attempt + 1)}>
              Try again
            </Button>
            <Button onPress={onClose}>Back to the chart</Button>
          </>
        }
      >
        {reason}
      </Problem>
    )
  }
  const signed = note?.status === 'signed'
  return (
    <section
      className="note"
      aria-label={note ? `Note: ${note.title}` : 'Note'}
      data-signed={signed || undefined}
      data-previewing={printing.open || undefined}
      data-aside={aside}
    >
      <NoteHead
        note={note}
        editor={editor}
        writable={writable}
        aside={aside}
        finding={finding > 0}
        onRename={(title) => void rename(title)}
        onFind={finding > 0 ? stopFinding : find}
        onAside={(which) => (which ? openAside(which) : closeAside())}
      />
      {editor && writable && note?.status === 'draft' && <Company editor={editor} note={id} />}
      {editor && note && aside === 'past' && (
        <PastPane patient={patient} note={note} editor={editor} writable={writable} onClose={closeAside} />
      )}
      {editor && note && aside === 'carry' && <CarryPane note={note} editor={editor} onClose={closeAside} />}
      {editor && finding > 0 && <FindPanel editor={editor} editable={writable} asked={finding} onClose={stopFinding} />}
      {editor && (
        <SectionMenu
          editor={editor}
          onRemoved={(title, putBack) =>
            toast(`“${title}” is removed from the note`, { undo: () => void (putBack() || toast(notOpen(title))) })
          }
        />
      )}
      {banner && <PasteQuestion note={id} patient={banner} />}
      {editor && note && <NoteSmart editor={editor} ask={smart} note={note} writable={writable} />}
      {editor && writable && <ImagePanel editor={editor} />}
      {editor && <NoteLinks editor={editor} editable={writable} />}
      {editor && <NotePhrases editor={editor} desk={desk} note={id} writable={writable} title={note?.title ?? ''} />}
      <Standings
        note={note}
        standing={standing ?? undefined}
        bound={binding.refusal}
        stale={stale}
        onRestore={() => void restore()}
      />
      {note && (
        <NoteNotices
          note={note}
          onOpen={(other) => openNote(patient, other)}
          onAmend={standing?.amend ? () => setAsking('amend') : undefined}
        />
      )}
      {leftOut !== '' && <LeftOut words={leftOut} onAddend={standing?.addend ? () => void addend() : undefined} />}
      <div className="note-scroll">
        {opened.state === 'opening' && <Skeleton lines={8} label="Opening the note" />}
        {opened.state === 'text' && <Unreadable text={opened.text} />}
        <div ref={place} className="note-place" {...copied} />
        {note?.files && <NoteFiles patient={patient} note={id} />}
        {opened.state === 'open' && (
          <NoteChips editor={opened.editor} context={opened.chips} patient={patient} writable={writable} />
        )}
        {note && signed && <Signature note={note} onOpen={(other) => openNote(patient, other)} />}
      </div>
      {editor && banner && team && (
        <NoteSpelling
          editor={editor}
          note={id}
          writable={writable}
          names={[banner.name, ...team.map(({ name }) => name)]}
        />
      )}
      {editor && mine && !printing.open && <RefreshLinks editor={editor} ask={smart} />}
      {editor && note && reviews && staff && (
        <SignReview
          editor={editor}
          note={note}
          patient={banner}
          signer={staff}
          team={team ?? []}
          signing={phase === 'signing'}
          problem={problem}
          onSign={(cosigner, withdraw) => void sign(cosigner, withdraw)}
          onLook={lookAgain}
          onClose={close}
        />
      )}
      {asking === 'amend' && standing?.amend && (
        <AmendPanel patient={patient} note={id} onClose={() => setAsking(null)} />
      )}
      {asking === 'cosign' && note && staff && standing?.cosign && (
        <CosignPanel note={note} patient={banner} signer={staff.name} onClose={() => setAsking(null)} />
      )}
      {sharing.panel}
      <p className="visually-hidden" role="status">
        {phase === 'signing' ? 'Signing' : signed && wasDraft ? 'The note is signed. It is read only now' : ''}
      </p>
      {editor && note && standing && (
        <Footer
          editor={editor}
          note={note}
          standing={standing}
          offline={sync?.state === 'offline'}
          reviewing={reviews || asking !== null}
          onReview={startReview}
          onDiscard={() => void discard()}
          onAddend={() => void addend()}
          onAmend={() => setAsking('amend')}
          onCosign={cosign}
          onPrint={printing.start}
          onHandOver={sharing.handOver}
          onTakeBack={sharing.takeBack}
        />
      )}
      {printing.panel}
    </section>
  )
}

const notOpen = (title: string): string =>
  `“${title}” is not put back: its note is closed. Open the note; its history (Alt H) has the section.`

const focusToolbar = (): void => {
  document.querySelector<HTMLButtonElement>('.note-tools button:not([tabindex="-1"])')?.focus()
}

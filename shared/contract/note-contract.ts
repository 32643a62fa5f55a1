import { z } from 'zod'
import type { LocalId } from '../kernel/ids.js'
import { command, query, shape } from './define.js'
import { date, id, line, none, patient, short } from './fields.js'
import type { CopyMade } from './views/clipboard.js'
import type { EarlierNote, NoteHistory } from './views/history.js'
import type { LeftOutPart, NotePresence, NoteView, PictureView } from './views/note.js'
import type { NotePaper } from './views/paper.js'
import type { SmartChange, SmartList, SmartValue } from './views/smart.js'
import type { SpellingView } from './views/spelling.js'

/** One word of a note. */
const spelled = z
  .string()
  .trim()
  .regex(/^[^\s\d]{2,60}$/)

/** What is asked about notes and what is written in them. Part of `contract`. */
export const noteContract = {
  /** A picture of a note; null while it is not here, or is another patient's. */
  'picture.view': query(z.object({ ...patient, picture: id }), shape<PictureView | null>()),
  /** Keeps a picture for a draft, before the step that shows it. */
  'note.picture': command(
    z.object({
      ...patient,
      note: id,
      picture: id,
      contentType: z.enum(['image/jpeg', 'image/png', 'image/webp']),
      data: z
        .string()
        .min(4)
        .max(1_400_000)
        .regex(/^[A-Za-z\d+/]+={0,2}$/),
      alt: line,
    }),
    shape<null>(),
  ),
  /** What was copied while a window showed a patient: kept in memory, so that no words go to another patient unnoticed. */
  'clipboard.copies': query(none, shape<CopyMade[]>()),
  'clipboard.copied': command(
    z.object({
      ...patient,
      token: z.uuid(),
      print: z.string().max(20),
      note: z.object({ note: id, date: z.iso.date() }).optional(),
    }),
    shape<null>(),
  ),
  /** How the signed-in person has spelling checked on this workstation; `ignored` are those of that note. */
  'spelling.mine': query(z.object({ note: id.optional() }), shape<SpellingView>()),
  'spelling.turn': command(z.object({ on: z.boolean() }), shape<null>()),
  /** Adds a word to the person's own, or takes it out again. */
  'spelling.own': command(z.object({ word: spelled, keep: z.boolean() }), shape<null>()),
  'spelling.ignore': command(z.object({ note: id, word: spelled, ignore: z.boolean() }), shape<null>()),
  'note.view': query(z.object({ note: id }), shape<NoteView | null>()),
  /** Everything the note is printed from, as it is at this moment; never live. */
  'note.paper': query(z.object({ note: id }), shape<NotePaper | null>()),
  /** It left on paper or as a file: for the audit. */
  'note.printed': command(z.object({ ...patient, note: id, as: z.enum(['paper', 'pdf']) }), shape<null>()),
  /** `document` is what the note begins with instead of empty sections: a template's. */
  'note.create': command(
    z.object({ ...patient, title: line, encounter: id.optional(), document: z.unknown().optional() }),
    shape<{ note: LocalId }>(),
  ),
  /** Who else has a draft open, here and at other workstations; empty while that cannot be known. */
  'note.others': query(z.object({ note: id }), shape<NotePresence[]>()),
  /** This window shows a draft, and where in it the person is; said again every 20 seconds or so. Null: it shows none any more. */
  'note.here': command(
    z.object({
      note: id.nullable(),
      section: z.object({ code: z.string().max(40), title: z.string().max(200) }).optional(),
    }),
    shape<null>(),
  ),
  /**
   * Journals editing steps. `version` is the number of steps the sender had before these. Answers after fsync.
   * `stale` when the journal is elsewhere; the editor then opens the note anew and rebases.
   */
  'note.steps': command(
    z.object({ ...patient, note: id, version: z.number().int().min(0), steps: z.array(z.unknown()).min(1).max(2000) }),
    shape<{ version: number; savedAt: string }>(),
  ),
  'note.rename': command(z.object({ ...patient, note: id, title: line }), shape<null>()),
  /** What the version before an amendment had made, for each chip of it. */
  'note.left-out': query(z.object({ note: id }), shape<LeftOutPart[]>()),
  /**
   * `version` is what the signer saw; anything else is `stale`. Whoever signs under supervision names the `cosigner`. For
   * chips of `note.left-out` that are no longer in the note, `withdraw` says for which that is done.
   */
  'note.sign': command(
    z.object({
      ...patient,
      note: id,
      version: z.number().int().min(0),
      cosigner: id.optional(),
      withdraw: z.array(id).max(500).optional(),
    }),
    shape<{ signedAt: string }>(),
  ),
  /** Vouches for a supervised colleague's signed note as it stands; the statement goes with the signature. */
  'note.cosign': command(
    z.object({ ...patient, note: id, statement: z.string().trim().max(1000).optional() }),
    shape<{ signedAt: string }>(),
  ),
  /** Returns it to who signed it, as a task to amend it. */
  'note.send-back': command(z.object({ ...patient, note: id, words: line }), shape<null>()),
  /** Begins a new version from the signed text; the one begun already, when there is one of the same person. */
  'note.amend': command(z.object({ ...patient, note: id, reason: line }), shape<{ note: LocalId }>()),
  /** The draft becomes the colleague's, who gets a task with the word. */
  'note.hand-over': command(z.object({ ...patient, note: id, to: id, word: short.optional() }), shape<null>()),
  /** Refused as `stale` once the colleague has written in it. */
  'note.take-back': command(z.object({ ...patient, note: id }), shape<null>()),
  /** Marks a draft as entered in error; it can be restored from the chart's timeline until signed out. */
  'note.discard': command(z.object({ ...patient, note: id }), shape<null>()),
  'note.restore': command(z.object({ ...patient, note: id }), shape<null>()),
  /** The note's life as this workstation knows it; null where nothing of it was written here. Answered once, not live. */
  'note.history': query(z.object({ note: id }), shape<NoteHistory | null>()),
  /** The versions the EHR keeps of a note, the newest 300; `offline-needed` while it cannot be reached. Changes nothing. */
  'note.versions': command(z.object({ ...patient, note: id }), shape<NoteHistory | null>()),
  /** The other notes of its patient, newest first. */
  'note.earlier': query(z.object({ note: id }), shape<EarlierNote[]>()),
  'note.addend': command(z.object({ ...patient, note: id }), shape<{ note: LocalId }>()),

  // Data of the chart in a note
  /** What smart links say now, by name or another word for it, in the order asked; what is not known is left out. `on` is the day a note without a visit is about. */
  'smart.read': query(
    z.object({
      ...patient,
      links: z.array(z.string().max(60)).max(200),
      encounter: id.optional(),
      on: date.optional(),
    }),
    shape<SmartValue[]>(),
  ),
  /** What can be put into a note of this patient, with what it says now. */
  'smart.list': query(z.object({ ...patient, encounter: id.optional(), on: date.optional() }), shape<SmartList>()),
  /** What a note was made from and says something else now. */
  'smart.changes': query(z.object({ ...patient, note: id }), shape<SmartChange[]>()),
} as const

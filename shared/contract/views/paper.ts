import type { Instant, LocalId } from '../../kernel/ids.js'
import type { PatientBanner } from './patient.js'

/** A signature below a note. */
export interface PaperSignature {
  kind: 'signed' | 'co-signed'
  /** `Dr Lena Novak` */
  name: string
  /** `Physician` */
  title?: string
  at?: Instant
  /** What was signed, in short: the first 16 hex digits of its SHA-256 in fours, and whether the text is still that. */
  seal?: { short: string; state: 'intact' | 'broken' }
  /** What a co-signer stated. */
  statement?: string
}

/** One document of a print: the note, or one of its addenda. */
export interface PaperDocument {
  id: LocalId
  title: string
  status: 'draft' | 'signed' | 'entered-in-error'
  author: string
  authorTitle?: string
  startedAt: Instant
  /** The text as a complete XHTML page, `documentXhtml`. */
  xhtml: string
  /** What its pictures are made of, by their ids: `data:` addresses. Those that are not here are told in words. */
  pictures: Record<string, string>
  /** Nothing is written in it. */
  empty: boolean
  signatures: PaperSignature[]
  /** Another version has taken its place. */
  superseded?: boolean
  /** Signed here and not in the EHR yet: the signature may still be taken back. */
  unsent?: boolean
  /** What must be read with it: that it was amended, is not co-signed, or tells what was corrected since. */
  remarks?: string[]
}

/** Everything a note is printed from: from the note's own patient, whatever the window shows. */
export interface NotePaper {
  practice: boolean
  clinic: { name: string; address: string[]; phone?: string; fax?: string; email?: string }
  patient: PatientBanner
  visit?: { at: Instant; reason?: string; with?: string }
  note: PaperDocument
  /** The note this one is an addendum to. */
  appends?: { title: string; at: Instant }
  /** Signed addenda, oldest first. */
  addenda: PaperDocument[]
  /** Who is writing an addendum that is not signed yet. */
  addendaBegun: string[]
}

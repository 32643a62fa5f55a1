import type { Instant, LocalId } from '../../kernel/ids.js'

/**
 * Whether a text is the one that was signed: its hash is the one in the signature. `unknown-method`: sealed in a way this
 * version does not know. `unknown`: the signature carries no seal.
 */
export type Seal = 'intact' | 'broken' | 'unknown-method' | 'unknown'

/** One person's signature under a note. */
export interface SignatureView {
  id: LocalId
  kind: 'signature' | 'co-signature'
  by: string
  at?: Instant
  seal: Seal
  /** What the co-signer stated, word for word. */
  attestation?: string
}

/** One of several versions of a note: the original or an amendment. */
export interface NoteVersion {
  id: LocalId
  /** The version it takes the place of; absent for the original. */
  of?: LocalId
  by: string
  at?: Instant
  status: 'draft' | 'signed'
  /** Why it took the place of the version before; absent for the original. */
  reason?: string
  seal?: Seal
}

/** A note as the editor opens it. */
export interface NoteView {
  id: LocalId
  patient: LocalId
  title: string
  status: 'draft' | 'signed' | 'entered-in-error'
  /** ProseMirror JSON of `shared/document`'s schema: the last snapshot with every journalled step applied. */
  document: unknown
  /** How many steps the journal has applied since the note began; the next step's number. */
  version: number
  author: string
  mine: boolean
  /** To whom the person here handed it over, while they may still take it back. */
  handedTo?: string
  encounter?: LocalId
  startedAt: Instant
  signedAt?: Instant
  signedBy?: string
  /** Where the note has got to. `in-the-EHR` is only ever the server's word. */
  where: 'saved-here' | 'sending' | 'in-the-EHR' | 'needs-you'
  /** The server's or this workstation's reason when it needs a person. */
  reason?: string
  asOf: Instant
  /** Of a signed note, how much of it is new: `62 % written at this visit; carried from 3 Jun 2026: 38 %`. */
  origin?: string
  /** False when the document was written by a newer version or is damaged: shown as text, kept whole. */
  editable: boolean
  addenda: { id: LocalId; author: string; at: Instant; status: 'draft' | 'signed' }[]
  appends?: LocalId
  /** The worst of its signatures' seals. Absent for drafts. */
  seal?: Seal
  /** Each person's last signature, the signer's first. Empty for drafts. */
  signatures: SignatureView[]
  /**
   * A supervised colleague's note that is not co-signed: who is to, and what they said when they sent it back. `holds` is
   * what of it holds from the co-signature on.
   */
  cosign?: { state: 'waiting' | 'sent-back'; by: string; mine: boolean; words?: string; holds?: string[] }
  /** The line of versions this note belongs to, oldest first; empty when there is only this one. */
  versions: NoteVersion[]
  /** For an amendment: the version it takes the place of, and why. */
  replaces?: { note: LocalId; reason: string }
  /** True once another version has taken its place. */
  superseded: boolean
  /** It was signed here and the EHR refused a part for good: it is a draft again. Until it is signed again. `stays` is what the EHR has of it. */
  notSigned?: { at: Instant; parts: RefusedPart[]; stays: string[] }
  /** Another system's, with files that belong to it: `document.view` names them. */
  files?: true
}

/** A part of a note the EHR refused when the note was signed. */
export interface RefusedPart {
  /** The local id; a chip's own id where a chip stands for it. */
  id: LocalId
  title: string
  /** In the clinic's words; absent once its chip was changed or taken out. */
  reason?: string
  /** The EHR's own words. */
  said?: string
}

/** Something the version before had made, of which an amendment may dispose when it no longer says it. */
export interface LeftOutPart {
  /** The chip that stood for it. */
  id: LocalId
  /** What the chip said. */
  text: string
  /** What can be done about it: `Cancel the order`; absent where nothing can. */
  does?: string
  /** Why nothing can be done. */
  stays?: string
  /** Whether that is what is usually meant by taking it out. */
  usual: boolean
}

/** A picture's bytes, base64. */
export interface PictureView {
  contentType: string
  data: string
}

/** Somebody else who has a draft open, and where in it. */
export interface NotePresence {
  id: string
  /** `Jo Ruiz, MA` */
  name: string
  initials: string
  /** The same person, in another window or at another workstation. */
  own: boolean
  section?: { code: string; title: string }
}

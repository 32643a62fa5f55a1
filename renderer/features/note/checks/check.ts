import type { LeftOutPart, NoteView } from '../../../../shared/contract/views/note.js'
import type { NoteEditor } from '../../../editor/index.js'

/** The text of a note. */
export type NoteText = NoteEditor['view']['state']['doc']

/** `blocks`: signing would be refused. `attention`: probably not meant so. `information`: good to know. */
export type Severity = 'blocks' | 'attention' | 'information'

/** Where in the text something is: a passage, or the end of a section. */
export type CheckPlace = { from: number; to: number } | { section: string }

/** One thing a signer should know. */
export interface CheckItem {
  severity: Severity
  words: string
  at?: CheckPlace
  /** What going there is for: `Fill in`. */
  action?: string
}

/** What a check may know besides the text. */
export interface CheckFacts {
  note: NoteView
  /** Whether a vital sign of this patient was recorded today; undefined while that is not known. */
  vitalsToday: boolean | undefined
  /** Two versions of this note wait for a person. */
  twoVersions: boolean
  /** What the version it amends had made and is no longer in the note. */
  leftOut: readonly LeftOutPart[]
}

/** Looks at a note before it is signed. A pure function: called again whenever the text rests. */
export type Check = (doc: NoteText, facts: CheckFacts) => CheckItem[]

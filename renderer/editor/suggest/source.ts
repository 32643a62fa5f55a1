import type { Command } from 'prosemirror-state'
import type { IconName } from '../../ui/index.js'

/** The part of the text that a choice replaces. */
export interface SuggestRange {
  from: number
  to: number
}

/** Something that can be chosen. */
export interface SuggestItem {
  /** Tells it from the others of the list. */
  key: string
  icon: IconName
  title: string
  /** After the title, quieter: `5 mg tablet, daily`. */
  detail?: string
  /** At the right: `preferred`, `with lisinopril`. */
  note?: { text: string; tone: 'plain' | 'attention' | 'danger' }
  /** Items of one group stand together under its name. */
  group?: string
  /** Whether it is one of those taken, where several may be. */
  picked?: boolean
  /** What choosing it does; the range is what was typed for it. */
  choose(range: SuggestRange): Command
}

/** Where the cursor is, for what may be offered there. */
export interface SuggestPlace {
  /** The section's LOINC code. */
  section: string
  /** True inside a problem of the assessment and plan. */
  inProblem: boolean
}

/** Offers things for what is being typed. */
export interface SuggestSource {
  id: string
  /** What the list holds, as it announces itself: `Commands`. */
  label: string
  /**
   * Reads the text before the cursor (at most 160 characters; what is not text is U+FFFC): how many characters at its end
   * are for this source, and the words to look for. Null when none are.
   */
  reads(before: string): { length: number; words: string } | null
  /** `Enter` and Tab choose; with `Tab` alone, Enter goes on to the next line as always. */
  chooses: 'Enter' | 'Tab'
  /** How to choose, in a few words, where it is not plain. */
  hint?: string
  find(words: string, place: SuggestPlace): SuggestItem[] | Promise<SuggestItem[]>
  /** What to say when nothing was found; without it, or when it has nothing to say, the list then closes. */
  nothing?(words: string): string | undefined
}

/**
 * Reads words after a mark at the beginning of a word: `/amlod`, `@a1c`. `after` is what may stand before the mark; a
 * sentence's end may, too, where the mark is no part of ordinary writing.
 */
export const afterMark =
  (mark: string, allowed: RegExp = /^[^\ufffc\n]{0,60}$/u, after: RegExp = /[\s(\ufffc.,;!?)\]”"’]/u) =>
  (before: string): { length: number; words: string } | null => {
    const at = before.lastIndexOf(mark)
    if (at < 0 || (at > 0 && !after.test(before[at - 1] as string))) return null
    const words = before.slice(at + mark.length)
    // A mark that stands alone, or is followed by a space, is what was meant: `and / or`.
    if (/^\s/.test(words) || !allowed.test(words)) return null
    return { length: before.length - at, words }
  }

/** How a person has spelling checked. Words as they were written, in the order of the alphabet. */
export interface SpellingView {
  on: boolean
  /** Right for this person in every note. */
  words: string[]
  /** Right in the note asked about. */
  ignored: string[]
}

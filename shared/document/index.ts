export { addedTo, wordsBeyond } from './addendum.js'
export { canonicalJson } from './canonical.js'
export {
  type CarriableBlock,
  type CarriableSection,
  carriable,
  carriedBlocks,
  carriedSlice,
  isUntouched,
  sectionFor,
  type Untouched,
  untouchedIn,
} from './carry/carry.js'
export { type NoteOrigin, newShare, originInWords, originOf } from './carry/origin.js'
export { chipsIn, type PlacedChip } from './chips.js'
export {
  type BlockPart,
  blocksOf,
  combineDocuments,
  compareDocuments,
  type DocumentComparison,
  mergeDocuments,
} from './comparison.js'
export { copyToken, withCopyMark } from './copied.js'
export { type Change, type Range, wordsBetween } from './difference/change.js'
export {
  counterpartOf,
  type Difference,
  differenceBetween,
  differenceInWords,
  type SectionDifference,
} from './difference/difference.js'
export { emptyNote, emptySection, type NoteKind } from './empty.js'
export { type CarriedAttrs, carriedInWords } from './marks/carried.js'
export { MoveStep } from './move.js'
export { chipLabel } from './nodes/chip.js'
export { countWords, outline, type SectionOutline, sectionWords, wordCount } from './outline.js'
export { type ParsedDocument, parseDocument } from './parse.js'
export {
  decided,
  isOfBlocks,
  mergeDrafts,
  type OpenPassage,
  openPassages,
  versionsOf,
  type Writers,
} from './passage.js'
export { type Ask, type Expansion, expandPhrase, fitting, type PhraseSources } from './phrase/expand.js'
export { phraseFromLines } from './phrase/markup.js'
export { asPhrase, phraseFromRange } from './phrase/plain.js'
export { type Replacement, replacedWords } from './phrase/replaced.js'
export { type Starter, starters } from './phrase/starters/index.js'
export { blockText, namesUsed, type Token, tokensIn } from './phrase/token.js'
export { schema } from './schema.js'
export { matched } from './section-pairs.js'
export { type SectionKind, sectionKind, sectionKinds } from './sections.js'
export { isSmart, type PlacedSmart, type SmartNodeSource, smartNodes, smartSources } from './smart.js'
export { type AppliedSteps, applySteps, joinedSteps, replacingStep, stepFromJson } from './steps.js'
export { blocksText, documentText, textWithin } from './text.js'
export { type OpenPlace, type Wildcard, wildcards, wildcardsIn, wildcardText } from './wildcard.js'
export { documentXhtml } from './xhtml.js'

import { dropCursor } from 'prosemirror-dropcursor'
import { gapCursor } from 'prosemirror-gapcursor'
import { Plugin } from 'prosemirror-state'
import { tableEditing } from 'prosemirror-tables'
import { carriedLines } from '../carry/plugin.js'
import { refusedChips } from '../chips/refused.js'
import { uniqueChips } from '../chips/unique.js'
import { picking } from '../phrase/picking.js'
import { templateMark } from '../phrase/templateMark.js'
import { suggest } from '../suggest/plugin.js'
import { SuggestSession } from '../suggest/session.js'
import type { SuggestSource } from '../suggest/source.js'
import { colleagues } from './colleagues.js'
import { findPlugin } from './find.js'
import { freshSelection } from './freshSelection.js'
import { noteInputRules } from './inputRules.js'
import { keepInView } from './keepInView.js'
import { noteKeys } from './keys.js'
import { leaveKeys } from './leaveKeys.js'
import { links } from './links.js'
import { ownTyping } from './ownTyping.js'
import { cleanPaste } from './paste.js'
import { placeholder } from './placeholder.js'
import { sectionGuard } from './sectionGuard.js'
import { speech } from './speech.js'
import { theirs } from './theirs.js'
import { versionButtons } from './versionButtons.js'
import { wildcardMarks } from './wildcards.js'
import { wordHistory } from './wordHistory.js'

/** Undo must keep each step apart while steps wait for the journal, so that they can be rebased. */
const keepSteps = new Plugin({ historyPreserveItems: true } as never)

/** All a note's editor is made of, in order: the first to handle a key or a paste has it. */
export const notePlugins = (
  wordsFor: (code: string, title: string) => string,
  scroller?: HTMLElement,
  offers: {
    session: SuggestSession
    sources: readonly SuggestSource[]
    picking?: SuggestSession
    writer?: (() => string) | undefined
  } = {
    session: new SuggestSession(),
    sources: [],
  },
): Plugin[] => [
  freshSelection(),
  ownTyping(),
  suggest(offers.session, offers.sources),
  ...(offers.picking ? [picking(offers.picking)] : []),
  leaveKeys(),
  sectionGuard(),
  noteInputRules(),
  ...noteKeys(),
  wordHistory(),
  keepSteps,
  theirs(),
  speech(),
  versionButtons(),
  colleagues(),
  placeholder(wordsFor),
  wildcardMarks(),
  templateMark(),
  ...findPlugin(),
  links(),
  cleanPaste(),
  uniqueChips(),
  carriedLines(offers.writer),
  refusedChips(),
  dropCursor({ color: false, class: 'note-dropcursor' }),
  gapCursor(),
  tableEditing(),
  ...(scroller ? [keepInView(scroller)] : []),
]

import { closeHistory } from 'prosemirror-history'
import { Fragment, type Node, Slice } from 'prosemirror-model'
import type { Command } from 'prosemirror-state'
import { counterpartOf } from '../../../shared/document/index.js'
import { carries } from '../carry/plugin.js'
import { stepsBetween } from '../journal/difference.js'
import { changesSections } from '../sections/commands.js'

/** Makes an earlier version what the note is now, as one edit that undo takes back. */
export const bringBack =
  (earlier: Node): Command =>
  (state, dispatch) => {
    const steps = stepsBetween(state.doc, earlier)
    if (steps.length === 0) return false
    if (!dispatch) return true
    const tr = closeHistory(state.tr)
    for (const step of steps) tr.step(step)
    dispatch(tr.setMeta(changesSections, true).setMeta(carries, true).scrollIntoView())
    return true
  }

/** Makes one block of an earlier version what it is now: in place of what it has become, or where it stood. */
export const bringBlockBack =
  (earlier: Node, pos: number): Command =>
  (state, dispatch) => {
    const block = earlier.nodeAt(pos)
    const now = counterpartOf(earlier, state.doc, pos)
    if (!block || !now || state.doc.slice(now.from, now.to).content.eq(Fragment.from(block))) return false
    if (!dispatch) return true
    const tr = closeHistory(state.tr)
    tr.replace(now.from, now.to, new Slice(Fragment.from(block), 0, 0))
    dispatch(tr.setMeta(carries, true).scrollIntoView())
    return true
  }

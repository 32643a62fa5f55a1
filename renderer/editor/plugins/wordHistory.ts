import { closeHistory, history } from 'prosemirror-history'
import type { Plugin, Transaction } from 'prosemirror-state'
import { ReplaceStep } from 'prosemirror-transform'

const ofWord = /[\p{L}\p{N}]/u

/** Long enough that a pause to think does not part a word; `partWords` parts the words. */
export const wordHistory = (): Plugin => history({ depth: 1000, newGroupDelay: 3000 })

/**
 * Called with each transaction before it is applied: one that begins a word begins a new group, so that undo takes back
 * a word at a time however fast it was typed.
 */
export function partWords(tr: Transaction): void {
  if (!tr.docChanged || tr.getMeta('addToHistory') === false) return
  const [step] = tr.steps
  const isTyping = tr.steps.length === 1 && step instanceof ReplaceStep
  // What is pasted, or replaced everywhere at once, is taken back alone, not with the words typed before it.
  if (tr.getMeta('paste') || !isTyping) closeHistory(tr)
  if (!isTyping) return
  const typed = step.slice.content.firstChild
  if (!typed?.isText || step.slice.openStart > 0 || !ofWord.test(typed.text?.[0] ?? '')) return
  const before = tr.docs[0]?.resolve(step.from).nodeBefore?.text?.at(-1) ?? ''
  if (!ofWord.test(before)) closeHistory(tr)
}

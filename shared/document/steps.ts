import { Node } from 'prosemirror-model'
import { Step } from 'prosemirror-transform'
// Moves are read by name.
import './move.js'
import { parseDocument } from './parse.js'
import { schema } from './schema.js'

/** The outcome of applying journalled steps; `at` is the index of the first one that does not fit. */
export type AppliedSteps = { ok: true; doc: Node } | { ok: false; at: number; reason: string }

/** Reads a step as the journal holds it. Throws RangeError when it is none. */
const stepFromJson = (json: unknown): Step => Step.fromJSON(schema, json)

/**
 * Applies steps in order, all or none. `document` is a note's JSON or a Node from an earlier call, which saves reading
 * it again. The result is checked against the schema, so a broken step can never make a broken note.
 */
export function applySteps(document: unknown, steps: readonly unknown[]): AppliedSteps {
  let doc: Node
  if (document instanceof Node) doc = document
  else {
    const parsed = parseDocument(document)
    if (!parsed.ok) return { ok: false, at: 0, reason: `the document is ${parsed.reason}` }
    doc = parsed.doc
  }
  const before = doc
  for (const [at, json] of steps.entries()) {
    try {
      const result = stepFromJson(json).apply(doc)
      if (!result.doc) return { ok: false, at, reason: result.failed ?? 'the step does not apply' }
      doc = result.doc
    } catch (error) {
      return { ok: false, at, reason: error instanceof Error ? error.message : 'not a step' }
    }
  }
  try {
    checkChanged(before, doc)
  } catch (error) {
    return {
      ok: false,
      at: Math.max(0, steps.length - 1),
      reason: error instanceof Error ? error.message : 'not a note',
    }
  }
  return { ok: true, doc }
}

/**
 * Checks what is new in a document. Nodes never change, so one that was in the checked document before is right still:
 * a keystroke in a long note costs its paragraph, not the note. Throws RangeError as `Node.check` does.
 */
function checkChanged(before: Node, after: Node): void {
  if (before === after) return
  if (!before.sameMarkup(after) || after.isLeaf) {
    after.check()
    return
  }
  if (!after.type.validContent(after.content)) throw new RangeError(`not the content of ${after.type.name}`)
  let from = 0
  while (from < after.childCount && before.maybeChild(from) === after.child(from)) from++
  let end = after.childCount
  const longer = before.childCount - end
  while (end > from && before.maybeChild(end - 1 + longer) === after.child(end - 1)) end--
  for (let index = from; index < end; index++) {
    const counterpart = before.maybeChild(index)
    if (counterpart) checkChanged(counterpart, after.child(index))
    else after.child(index).check()
  }
}

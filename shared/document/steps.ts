import { Node, Slice } from 'prosemirror-model'
import { ReplaceStep, Step } from 'prosemirror-transform'
// Moves are read by name.
import './move.js'

import { parseDocument } from './parse.js'
import { schema } from './schema.js'

/** The outcome of applying journalled steps; `at` is the index of the first one that does not fit. */
export type AppliedSteps = { ok: true; doc: Node } | { ok: false; at: number; reason: string }

/** Reads a step as the journal holds it. Throws RangeError when it is none. */
export const stepFromJson = (json: unknown): Step => Step.fromJSON(schema, json)

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

/** One step that turns `before` into `after`, from the first place where they differ to the last; undefined when none does. */
export function replacingStep(before: Node, after: Node): Step | undefined {
  const from = before.content.findDiffStart(after.content)
  const end = before.content.findDiffEnd(after.content)
  if (from === null || !end) return undefined
  const overlap = Math.max(0, from - Math.min(end.a, end.b))
  try {
    const step = new ReplaceStep(from, end.a + overlap, after.slice(from, end.b + overlap))
    if (step.apply(before).doc?.eq(after)) return step
  } catch {
    // The two ends lie at different depths: the whole is replaced instead.
  }
  return new ReplaceStep(0, before.content.size, new Slice(after.content, 0, 0))
}

/**
 * Joins steps that go on where the one before stopped, as typing does. `together` says whether two may become one, by
 * their places in the list. Answers the steps left, each with the place of the first that went into it.
 */
export function joinedSteps(
  steps: readonly unknown[],
  together: (first: number, next: number) => boolean,
): { first: number; step: unknown }[] {
  const joined: { first: number; step: Step }[] = []
  for (const [at, json] of steps.entries()) {
    const step = stepFromJson(json)
    const last = joined.at(-1)
    const one = last && together(last.first, at) ? last.step.merge(step) : null
    if (last && one) last.step = one
    else joined.push({ first: at, step })
  }
  return joined.map(({ first, step }) => ({ first, step: step.toJSON() as unknown }))
}

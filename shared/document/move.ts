import { Fragment, type Node, type Schema, Slice } from 'prosemirror-model'
import { type Mappable, type MapResult, Step, StepMap, StepResult } from 'prosemirror-transform'

/**
 * Moves a whole node, a section or a block, to another place among its siblings. It is a step of its own rather than a
 * deletion and an insertion, so that what another person writes in the node meanwhile goes with it, and so that taking a
 * move back never takes back anybody's words.
 *
 * The node is what lies between `from` and `end`; `to` is a place between its siblings. All three are positions while the
 * node is still where it was.
 */
export class MoveStep extends Step {
  readonly from: number
  readonly end: number
  readonly to: number

  constructor(from: number, end: number, to: number) {
    super()
    this.from = from
    this.end = end
    this.to = to
  }

  override apply(doc: Node): StepResult {
    const { from, end, to } = this
    const size = doc.content.size
    if (from < 0 || to < 0 || from > size || to > size || end <= from) return StepResult.fail('not places of the note')
    if (to > from && to < end) return StepResult.fail('nothing moves into itself')
    const [$from, $to] = [doc.resolve(from), doc.resolve(to)]
    const node = $from.nodeAfter
    if (!node || node.isInline || node.nodeSize !== end - from || $from.textOffset > 0) {
      return StepResult.fail('no whole node to move')
    }
    if ($from.depth !== $to.depth || !$from.sameParent($to)) return StepResult.fail('not among its siblings')
    const children = [...$from.parent.children]
    const [at, target] = [$from.index(), $to.index()]
    children.splice(at, 1)
    children.splice(target > at ? target - 1 : target, 0, node)
    const content = Fragment.from(children)
    if (!$from.parent.type.validContent(content)) return StepResult.fail('the order is not allowed')
    return StepResult.fromReplace(doc, $from.start(), $from.end(), new Slice(content, 0, 0))
  }

  override getMap(): StepMap {
    return new MoveMap(this.from, this.end, this.to)
  }

  override invert(): Step {
    const { from, end, to } = this
    const size = end - from
    return to > from ? new MoveStep(to - size, to, from) : new MoveStep(to, to + size, end)
  }

  override map(mapping: Mappable): Step | null {
    const from = mapping.mapResult(this.from, 1)
    const end = mapping.mapResult(this.end, -1)
    const to = mapping.map(this.to, this.to > this.from ? -1 : 1)
    if (from.deletedAfter || end.deletedBefore || end.pos <= from.pos) return null
    return new MoveStep(from.pos, end.pos, to)
  }

  override toJSON(): { stepType: string; from: number; end: number; to: number } {
    return { stepType: 'move', from: this.from, end: this.end, to: this.to }
  }

  static override fromJSON(_schema: Schema, json: { from?: unknown; end?: unknown; to?: unknown }): MoveStep {
    const places = [json.from, json.end, json.to]
    if (!places.every(Number.isInteger)) throw new RangeError('a move names three places')
    return new MoveStep(...(places as [number, number, number]))
  }
}
Step.jsonID('move', MoveStep)

/** Where each place goes when a node moves. Unlike any other map it loses no place: what is in the node goes with it. */
class MoveMap extends StepMap {
  readonly #from: number
  readonly #end: number
  readonly #to: number

  constructor(from: number, end: number, to: number) {
    const [first, last] = [Math.min(from, to), Math.max(end, to)]
    // To whoever asks what changed: all from the one place to the other.
    super([first, last - first, last - first])
    this.#from = from
    this.#end = end
    this.#to = to
  }

  override map(pos: number, assoc = 1): number {
    const [from, end, to] = [this.#from, this.#end, this.#to]
    const size = end - from
    const inside = (pos > from || (pos === from && assoc > 0)) && (pos < end || (pos === end && assoc < 0))
    if (to > from) {
      if (inside) return pos + to - end
      const between = pos > end || (pos === end && assoc > 0)
      return between && (pos < to || (pos === to && assoc < 0)) ? pos - size : pos
    }
    if (inside) return pos - from + to
    const between = pos > to || (pos === to && assoc > 0)
    return between && (pos < from || (pos === from && assoc < 0)) ? pos + size : pos
  }

  override mapResult(pos: number, assoc = 1): MapResult {
    return StepMap.empty.mapResult(this.map(pos, assoc), assoc)
  }

  override invert(): StepMap {
    const { from, end, to } = new MoveStep(this.#from, this.#end, this.#to).invert() as MoveStep
    return new MoveMap(from, end, to)
  }
}

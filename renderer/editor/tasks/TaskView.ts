import type { Node } from 'prosemirror-model'
import type { EditorView, NodeView, ViewMutationRecord } from 'prosemirror-view'

let made = 0

/** A task on the paper: a box that is ticked, named by its text, and the text. */
export class TaskView implements NodeView {
  readonly dom = document.createElement('li')
  readonly contentDOM = document.createElement('div')
  readonly #box = document.createElement('span')
  #node: Node

  constructor(node: Node, view: EditorView, getPos: () => number | undefined) {
    this.#node = node
    made += 1
    this.contentDOM.className = 'note-task-text'
    this.contentDOM.id = `note-task-${made}`
    this.#box.className = 'note-task-box'
    this.#box.contentEditable = 'false'
    this.#box.setAttribute('role', 'checkbox')
    this.#box.setAttribute('aria-labelledby', this.contentDOM.id)
    // Ticked from the text by a key of its own; Tab stays the text's.
    this.#box.tabIndex = -1
    const toggle = (event: Event): void => {
      event.preventDefault()
      const at = getPos()
      if (!view.editable || at === undefined) return
      view.dispatch(view.state.tr.setNodeAttribute(at, 'checked', !this.#node.attrs.checked))
    }
    this.#box.addEventListener('mousedown', (event) => event.preventDefault())
    this.#box.addEventListener('click', toggle)
    this.#box.addEventListener('keydown', (event) => (event.key === ' ' || event.key === 'Enter') && toggle(event))
    this.dom.append(this.#box, this.contentDOM)
    this.#show()
  }

  #show(): void {
    const { checked } = this.#node.attrs
    this.dom.dataset.task = checked ? 'done' : 'open'
    this.#box.setAttribute('aria-checked', String(checked))
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false
    const ticked = node.attrs.checked !== this.#node.attrs.checked
    this.#node = node
    if (ticked) this.#show()
    return true
  }

  stopEvent(event: Event): boolean {
    return event.target === this.#box
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target)
  }
}

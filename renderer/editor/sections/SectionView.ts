import type { Node } from 'prosemirror-model'
import type { Decoration, EditorView, NodeView, ViewMutationRecord } from 'prosemirror-view'
import { sectionWords } from '../../../shared/document/index.js'
import { askNewSection, askSectionMenu } from './asked.js'
import { focusTitle, isCollapsed, toggleSection } from './collapse.js'
import { renameSection } from './commands.js'

let made = 0

/** From this many characters on, about two screens, a section is laid out only when it comes near what is seen. */
const long = 5_000
/** A line of text on the paper: characters, and pixels from one to the next. */
const line = { characters: 95, height: 24 }

const views = new WeakMap<Element, SectionView>()

/** The section on the paper whose node begins there. */
export function sectionViewAt(view: EditorView, at: number): SectionView | undefined {
  const dom = view.nodeDOM(at)
  return dom instanceof Element ? views.get(dom) : undefined
}

const button = (name: string): HTMLButtonElement => {
  const element = document.createElement('button')
  element.type = 'button'
  element.className = name
  // Reached from the text by keys of their own; Tab stays the text's.
  element.tabIndex = -1
  return element
}

/** A section on the paper: its title, which opens and closes it, the button of its menu, and its text. */
export class SectionView implements NodeView {
  readonly dom = document.createElement('section')
  readonly contentDOM = document.createElement('div')
  #node: Node
  #collapsed = false
  readonly #view: EditorView
  readonly #place: () => number | undefined
  readonly #head = document.createElement('header')
  readonly #title = document.createElement('h2')
  readonly #toggle = button('note-section-toggle')
  readonly #hidden = document.createElement('span')
  readonly #more = button('note-section-more')
  readonly #add = button('note-section-add')

  constructor(node: Node, view: EditorView, getPos: () => number | undefined, decorations: readonly Decoration[]) {
    this.#node = node
    this.#view = view
    this.#place = getPos
    made += 1
    views.set(this.dom, this)
    this.dom.className = 'note-section'
    this.#head.className = 'note-section-head'
    this.#head.contentEditable = 'false'
    this.#title.className = 'note-section-title'
    this.#title.id = `note-section-title-${made}`
    this.#hidden.className = 'note-section-hidden num'
    this.contentDOM.className = 'note-section-body'
    this.contentDOM.id = `note-section-${made}`
    if (node.content.size > long) {
      // Until it is laid out, scrolling needs to know about how tall it is.
      const height = Math.round((node.content.size / line.characters) * line.height + node.childCount * 8)
      this.contentDOM.style.setProperty('contain-intrinsic-block-size', `auto ${height}px`)
      this.contentDOM.classList.add('note-section-long')
    }
    this.dom.setAttribute('aria-labelledby', this.#title.id)
    this.#toggle.setAttribute('aria-controls', this.contentDOM.id)
    this.#more.setAttribute('aria-haspopup', 'menu')
    this.#add.contentEditable = 'false'
    this.#add.setAttribute('aria-haspopup', 'menu')
    this.#title.append(this.#toggle)
    this.#head.append(this.#title, this.#hidden, this.#more)
    this.dom.append(this.#head, this.contentDOM, this.#add)
    for (const [element, run] of [
      [this.#toggle, () => toggleSection(this.#index)],
      [this.#more, () => askSectionMenu(this.#index)],
      [this.#add, () => askNewSection(this.#index)],
    ] as const) {
      // A press must not take the cursor from the text before it is known what it does.
      element.addEventListener('mousedown', (event) => event.preventDefault())
      element.addEventListener('click', () => run()(view.state, view.dispatch, view))
    }
    this.#toggle.addEventListener('keydown', (event) => this.#onKey(event))
    this.#show(isCollapsed(decorations), true)
  }

  get #index(): number {
    return this.#view.state.doc.resolve(this.#place() ?? 0).index(0)
  }

  #show(collapsed: boolean, renamed: boolean): void {
    const { code, title } = this.#node.attrs as { code: string; title: string }
    if (renamed) {
      this.dom.dataset.code = code
      this.dom.dataset.title = title
      this.#toggle.textContent = title
      this.#more.setAttribute('aria-label', `Section ${title}: move, rename, remove`)
      this.#add.setAttribute('aria-label', `Add a section after ${title}`)
      this.#more.title = 'Section'
      this.#add.title = 'Add a section here'
    }
    this.#collapsed = collapsed
    this.#toggle.setAttribute('aria-expanded', String(!collapsed))
    const words = collapsed ? sectionWords(this.#node) : 0
    this.#hidden.textContent = collapsed ? (words === 1 ? '1 word hidden' : `${words} words hidden`) : ''
  }

  #onKey(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Escape') this.#view.focus()
    else if (step !== undefined) focusTitle(this.#view.dom, this.#index + step)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  /** Lets the title be written anew in its place. Enter and leaving it keep what is there, Escape what was. */
  rename(): void {
    const input = document.createElement('input')
    input.className = 'note-section-input'
    input.value = this.#node.attrs.title
    input.maxLength = 120
    input.setAttribute('aria-label', `Title of the section ${this.#node.attrs.title}`)
    let done = false
    const finish = (keep: boolean, back: boolean): void => {
      if (done) return
      done = true
      const at = this.#place()
      input.remove()
      this.#title.hidden = false
      // A section that has left the note has no title any more, and no other gets it.
      if (keep && at !== undefined && this.#view.editable) {
        renameSection(this.#index, input.value)(this.#view.state, this.#view.dispatch)
      }
      if (back) this.#view.focus()
    }
    input.addEventListener('keydown', (event) => {
      if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return
      event.preventDefault()
      event.stopPropagation()
      finish(event.key === 'Enter', true)
    })
    input.addEventListener('blur', () => finish(true, false))
    this.#title.hidden = true
    this.#title.after(input)
    input.focus()
    input.select()
  }

  /** What a menu of this section opens beside. */
  get anchor(): HTMLElement {
    return this.#more
  }

  update(node: Node, decorations: readonly Decoration[]): boolean {
    if (node.type !== this.#node.type) return false
    const renamed = !node.sameMarkup(this.#node)
    const collapsed = isCollapsed(decorations)
    const changed = renamed || collapsed !== this.#collapsed || (collapsed && node !== this.#node)
    this.#node = node
    if (changed) this.#show(collapsed, renamed)
    return true
  }

  stopEvent(event: Event): boolean {
    return event.target instanceof globalThis.Node && !this.contentDOM.contains(event.target)
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target)
  }
}

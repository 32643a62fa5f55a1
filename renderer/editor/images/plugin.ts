import {
  type Command,
  type EditorState,
  NodeSelection,
  Plugin,
  PluginKey,
  type PluginSpec,
  Selection,
  type Transaction,
} from 'prosemirror-state'
import { insertPoint } from 'prosemirror-transform'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import { schema } from '../../../shared/document/index.js'
import { dateForReading, localDate } from '../../../shared/kernel/dates.js'
import { ImageView } from './ImageView.js'
import type { Pictures } from './pictures.js'
import { preparePicture } from './prepare.js'

const { image, paragraph } = schema.nodes

interface Adding {
  /** Where pictures on their way will be. */
  waiting: DecorationSet
  /** The picture just added, which is asked about. */
  fresh: string | null
}

/** Asks for files; only where the editor was given someone to keep pictures. */
interface Chooses {
  choose: (view: EditorView) => void
}

type Change = { wait: string; at: number } | { end: string } | { fresh: string | null } | 'left'

const key = new PluginKey<Adding>('images')

function placeholder(): HTMLElement {
  const shown = document.createElement('span')
  shown.className = 'note-image-waiting'
  shown.textContent = 'Adding the picture'
  return shown
}

function apply(tr: Transaction, before: Adding): Adding {
  const waiting = tr.docChanged ? before.waiting.map(tr.mapping, tr.doc) : before.waiting
  const change = tr.getMeta(key) as Change | undefined
  if (!change) return waiting === before.waiting ? before : { ...before, waiting }
  if (change === 'left') return { waiting: DecorationSet.empty, fresh: null }
  if ('wait' in change) {
    const shown = Decoration.widget(change.at, placeholder, { id: change.wait })
    return { ...before, waiting: waiting.add(tr.doc, [shown]) }
  }
  if ('end' in change) {
    return { ...before, waiting: waiting.remove(waiting.find(undefined, undefined, ({ id }) => id === change.end)) }
  }
  return { waiting, fresh: change.fresh }
}

/** A place for a picture near a position: between blocks, never in a list or a table, always in a section. */
function placeFor({ doc }: EditorState, near: number): number {
  const within = Math.min(Math.max(near, 1), doc.content.size - 1)
  const $near = doc.resolve(within)
  const found = insertPoint(doc, within, image)
  if (found !== null) return found
  return $near.depth >= 2 ? $near.after(2) : Selection.near($near, -1).$to.after(2)
}

/** Sets a picture there, with a line below to go on writing; it is selected. */
function setPicture(view: EditorView, at: number, attrs: Record<string, unknown>): void {
  const place = placeFor(view.state, at)
  const $place = view.state.doc.resolve(place)
  const isLast = $place.index() === $place.parent.childCount
  const tr = view.state.tr.insert(place, isLast ? [image.create(attrs), paragraph.create()] : image.create(attrs))
  tr.setSelection(NodeSelection.create(tr.doc, place))
  view.dispatch(
    tr
      .setMeta(key, { fresh: attrs.id as string } satisfies Change)
      .setMeta('paste', true)
      .scrollIntoView(),
  )
}

async function add(view: EditorView, keeper: Pictures, file: File, near: number): Promise<void> {
  const id = crypto.randomUUID()
  const tell = (change: Change) => view.dispatch(view.state.tr.setMeta(key, change).setMeta('addToHistory', false))
  tell({ wait: id, at: near })
  const prepared = await preparePicture(file)
  const alt = `Photo of ${dateForReading(localDate(new Date()))}`
  const isKept = prepared.ok && (await keeper.keep(id, prepared.picture, alt))
  if (!prepared.ok) keeper.say(prepared.problem)
  if (view.isDestroyed) {
    if (isKept) keeper.say(tooLate)
    return
  }
  const at = key.getState(view.state)?.waiting.find(undefined, undefined, (spec) => spec.id === id)[0]?.from
  tell({ end: id })
  if (!isKept || !prepared.ok) return
  if (!view.editable) return keeper.say(tooLate)
  const { width, height } = prepared.picture
  setPicture(view, at ?? view.state.selection.to, { id, alt, width: 60, pixels: [width, height] })
}

/** Said when the note was left, or signed elsewhere, while the picture was made ready. */
const tooLate = 'The picture was not added: the note was closed before it was ready. Add it again in the note.'

async function addAll(view: EditorView, keeper: Pictures, files: readonly File[], near: number): Promise<void> {
  for (const file of files) {
    if (view.isDestroyed) return keeper.say(tooLate)
    await add(view, keeper, file, near).catch(() => keeper.say('The picture could not be added.'))
  }
}

/** Files that mean to be pictures, known ones and others, so that each gets its answer. */
function filesOf(data: DataTransfer | null): File[] {
  const files = [...(data?.files ?? [])].filter(({ type }) => type.startsWith('image/'))
  if (files.length === 0) return files
  // A program that copies a table or a text copies a picture of it, too.
  const words = data?.getData('text/html').replace(/<(style|script)[\s\S]*?(?:<\/\1>|$)|<[^<>]*>/gi, '') ?? ''
  return words.trim() === '' ? files : []
}

/** Pictures inside a pasted page are elsewhere and cannot be fetched; that they are missing is said. */
function tellOfLeftOut(keeper: Pictures, data: DataTransfer | null): void {
  const html = data?.getData('text/html') ?? ''
  if (html.includes('data-pm-slice')) return
  const pixel = /\b(?:width|height)\s*[=:]\s*["']?[01](?:px)?\b/i
  const count = (html.match(/<img\b[^<>]*>/gi) ?? []).filter((tag) => !pixel.test(tag)).length
  if (count === 0) return
  const were = count === 1 ? 'A picture was' : `${count} pictures were`
  keeper.say(`${were} left out. Copy a picture by itself to add it to the note.`)
}

/** Pictures pasted, dropped or chosen: made small, kept, and set into the text. */
export const images = (keeper: Pictures): Plugin =>
  new Plugin<Adding>({
    key,
    state: { init: () => ({ waiting: DecorationSet.empty, fresh: null }), apply },
    props: {
      decorations: (state) => key.getState(state)?.waiting,
      nodeViews: { image: (node) => new ImageView(node, keeper) },
      handlePaste: (view, event) => {
        const files = filesOf(event.clipboardData)
        if (files.length > 0) void addAll(view, keeper, files, view.state.selection.to)
        else tellOfLeftOut(keeper, event.clipboardData)
        return files.length > 0
      },
      handleDrop: (view, event, _slice, moved) => {
        const files = moved ? [] : filesOf(event.dataTransfer)
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? view.state.selection.to
        if (files.length > 0) void addAll(view, keeper, files, at)
        return files.length > 0
      },
    },
    choose: (view: EditorView) => choose(view, keeper),
  } as PluginSpec<Adding> & Chooses)

/** Nothing is on its way any more: the editor is laid aside. */
export const forgetPictures: Command = (state, dispatch) => {
  if (!key.getState(state)) return false
  dispatch?.(state.tr.setMeta(key, 'left' satisfies Change))
  return true
}

function choose(view: EditorView, keeper: Pictures): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = 'image/jpeg,image/png,image/webp'
  input.multiple = true
  input.addEventListener('change', () => void addAll(view, keeper, [...(input.files ?? [])], view.state.selection.to))
  input.click()
}

/** Lets the person choose picture files for the place of the cursor. */
export const choosePicture: Command = (state, dispatch, view) => {
  const chooser = (key.get(state)?.spec as Chooses | undefined)?.choose
  if (!chooser || !view?.editable) return false
  if (dispatch) chooser(view)
  return true
}

export interface SelectedPicture {
  id: string
  alt: string
  width: number
  /** Just added: what it shows has not been said yet. */
  fresh: boolean
}

export function selectedPicture(state: EditorState): SelectedPicture | undefined {
  const { selection } = state
  if (!(selection instanceof NodeSelection) || selection.node.type !== image) return undefined
  const { id, alt, width } = selection.node.attrs
  return { id, alt, width, fresh: key.getState(state)?.fresh === id }
}

/** Says what the selected picture shows, or how wide it is. */
export const changePicture =
  (change: { alt?: string; width?: number }): Command =>
  (state, dispatch) => {
    const { selection } = state
    if (!(selection instanceof NodeSelection) || selection.node.type !== image) return false
    const tr = state.tr.setNodeMarkup(selection.from, null, { ...selection.node.attrs, ...change })
    dispatch?.(tr.setSelection(NodeSelection.create(tr.doc, selection.from)).setMeta(key, { fresh: null }))
    return true
  }

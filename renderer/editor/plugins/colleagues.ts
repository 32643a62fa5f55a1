import { Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'

/** Somebody else who is in the note, and the code of the section they are in. */
export interface Colleague {
  id: string
  name: string
  initials: string
  section: string | undefined
}

interface Shown {
  list: readonly Colleague[]
  marks: DecorationSet
}

const key = new PluginKey<Shown>('colleagues')

/** Initials at the head of the section a colleague is in. */
function marksOf(list: readonly Colleague[], doc: Transaction['doc']): DecorationSet {
  if (list.length === 0) return DecorationSet.empty
  const marks: Decoration[] = []
  doc.forEach((section, at) => {
    const here = list.filter((colleague) => colleague.section === section.attrs.code)
    if (here.length === 0) return
    const names = here.map(({ id, initials }) => `${id} ${initials}`).join()
    marks.push(Decoration.widget(at + 1, () => badge(here), { side: -1, key: `here ${names}`, ignoreSelection: true }))
  })
  return DecorationSet.create(doc, marks)
}

function badge(here: readonly Colleague[]): HTMLElement {
  const place = document.createElement('span')
  place.className = 'note-here'
  place.contentEditable = 'false'
  for (const { name, initials } of here) {
    const mark = document.createElement('span')
    mark.className = 'note-here-mark'
    mark.textContent = initials
    mark.title = `${name} is in this section`
    place.append(mark)
  }
  // The line above the note says it in words.
  place.setAttribute('aria-hidden', 'true')
  return place
}

/** Shows where colleagues are. Typing only moves the marks. */
export const colleagues = (): Plugin<Shown> =>
  new Plugin<Shown>({
    key,
    state: {
      init: () => ({ list: [], marks: DecorationSet.empty }),
      apply: (tr, shown) => {
        const list = tr.getMeta(key) as readonly Colleague[] | undefined
        if (list) return { list, marks: marksOf(list, tr.doc) }
        if (!tr.docChanged || shown.list.length === 0) return shown
        return { list: shown.list, marks: shown.marks.map(tr.mapping, tr.doc) }
      },
    },
    props: { decorations: (state) => key.getState(state)?.marks },
  })

/** Tells the editor who else is in the note. */
export function showColleagues({ view }: { view: EditorView }, list: readonly Colleague[]): void {
  if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, list).setMeta('addToHistory', false))
}

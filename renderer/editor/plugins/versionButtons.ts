import { Plugin } from 'prosemirror-state'
import { keepAt } from '../passage/decide.js'

/** The buttons of a place that two people wrote: each keeps what it stands by. */
export const versionButtons = (): Plugin =>
  new Plugin({
    props: {
      handleDOMEvents: {
        click: (view, event) => {
          const button = (event.target as Element).closest?.<HTMLElement>('[data-keep]')
          const part = button?.closest('.note-version, .note-passage')
          if (!button || !part || !view.editable) return false
          event.preventDefault()
          const inside = part.querySelector('.note-version-body')
          if (!inside) return false
          keepAt(view.posAtDOM(inside, 0), button.dataset.keep === 'all' ? 'all' : 'this')(view.state, view.dispatch)
          view.focus()
          return true
        },
      },
    },
  })

import { Plugin } from 'prosemirror-state'

const stop = (_view: unknown, event: Event): false => {
  event.stopPropagation()
  return false
}

/**
 * What typing does in the text stays there. Nothing outside listens to it, but React would search the whole screen for
 * someone who does, several times with each key.
 */
export const ownTyping = (): Plugin =>
  new Plugin({ props: { handleDOMEvents: { keypress: stop, beforeinput: stop, textInput: stop, input: stop } } })

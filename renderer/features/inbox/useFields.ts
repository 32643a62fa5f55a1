import { useEffect, useState } from 'react'
import type { FieldElement, FieldName, Working } from './working.js'

/** How long a field is waited for that a key asked for before it was there, from the last key on, milliseconds. */
const waitMs = 1_000

interface Awaited {
  name: FieldName
  /** What was typed since. */
  typed: string
}

/**
 * The fields of the pane by name, for keys that put the cursor into one. One that is still coming is waited for a moment:
 * what is typed meanwhile goes into it, and to no key of the list; where it does not come, that is dropped and said. Escape ends
 * the waiting, and so does another task.
 */
export function useFields(about: string | null, onDropped: () => void): Pick<Working, 'field' | 'focus'> {
  const [fields] = useState(() => makeFields(onDropped))
  // biome-ignore lint/correctness/useExhaustiveDependencies: another task ends the waiting
  useEffect(() => fields.giveUp, [about])
  useEffect(() => {
    window.addEventListener('keydown', fields.keep, true)
    return () => window.removeEventListener('keydown', fields.keep, true)
  }, [fields])
  return fields
}

function makeFields(onDropped: () => void) {
  const elements = new Map<FieldName, FieldElement>()
  const places = new Map<FieldName, (element: FieldElement | null) => void>()
  let awaited: Awaited | null = null
  let late: ReturnType<typeof setTimeout> | undefined
  const giveUp = () => {
    clearTimeout(late)
    awaited = null
  }
  const wait = () => {
    clearTimeout(late)
    late = setTimeout(() => {
      if (awaited?.typed) onDropped()
      giveUp()
    }, waitMs)
  }
  /** The field is there: the cursor goes into it, and what was typed, as if typed there. */
  const arrive = () => {
    const element = awaited && elements.get(awaited.name)
    if (!awaited || !element) return
    const { typed } = awaited
    giveUp()
    element.focus()
    if (typed) document.execCommand('insertText', false, typed)
  }
  return {
    field(name: FieldName) {
      const place =
        places.get(name) ??
        ((element: FieldElement | null) => {
          if (element) elements.set(name, element)
          else elements.delete(name)
          if (element && awaited?.name === name) setTimeout(arrive)
        })
      places.set(name, place)
      return place
    },
    focus(name: FieldName) {
      const element = elements.get(name)
      element?.focus()
      if (element) return true
      awaited = { name, typed: '' }
      wait()
      return false
    },
    giveUp,
    keep(event: KeyboardEvent) {
      if (!awaited || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      // Whoever has gone into another field meanwhile writes there.
      if (event.target instanceof HTMLElement && event.target.matches('input, textarea, [contenteditable]'))
        return giveUp()
      const typed = typedBy(event.key, awaited.typed)
      if (event.key === 'Escape') giveUp()
      else if (typed === undefined) return
      else {
        awaited.typed = typed
        wait()
      }
      event.preventDefault()
      event.stopImmediatePropagation()
    },
  }
}

/** What a key makes of typed words; undefined for keys that write nothing. */
function typedBy(key: string, typed: string): string | undefined {
  if (key === 'Enter') return `${typed}\n`
  if (key === 'Backspace') return [...typed].slice(0, -1).join('')
  return [...key].length === 1 ? typed + key : undefined
}

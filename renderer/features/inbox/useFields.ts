import { useRef, useState } from 'react'
import type { FieldElement, FieldName, Working } from './working.js'

/** The fields of the pane by name, for keys that put the cursor into one. */
export function useFields(): Pick<Working, 'field' | 'focus'> {
  const elements = useRef(new Map<FieldName, FieldElement>())
  const [fields] = useState(() => {
    const places = new Map<FieldName, (element: FieldElement | null) => void>()
    return {
      field(name: FieldName) {
        const place =
          places.get(name) ??
          ((element: FieldElement | null) => {
            if (element) elements.current.set(name, element)
            else elements.current.delete(name)
          })
        places.set(name, place)
        return place
      },
      focus(name: FieldName) {
        const element = elements.current.get(name)
        element?.focus()
        return element !== undefined
      },
    }
  })
  return fields
}

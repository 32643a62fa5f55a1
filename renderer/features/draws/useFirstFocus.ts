import { createContext, type RefObject, useContext, useEffect } from 'react'

/** False while someone walks down the waiting list with the keyboard: the list then keeps the focus until Enter. */
export const TakesFocus = createContext(true)

/** Brings the focus to a step's field when the step appears, after the press that opened it is over. */
export function useFirstFocus(field: RefObject<HTMLElement | null>): void {
  const takes = useContext(TakesFocus)
  useEffect(() => {
    if (!takes) return
    const timer = setTimeout(() => field.current?.focus())
    return () => clearTimeout(timer)
  }, [field, takes])
}

import { type RefObject, useLayoutEffect, useState } from 'react'
import type { NoteEditor } from '../../../editor/index.js'

/** Where a panel stands beside what is at a position of the text: it follows when the text moves, whole on the screen. */
export function useSpot(editor: NoteEditor, at: number, box: RefObject<HTMLElement | null>) {
  const [spot, setSpot] = useState({ left: 0, top: 0 })
  useLayoutEffect(() => {
    const place = (): void => {
      const chip = editor.view.nodeDOM(at)
      const panel = box.current
      if (!(chip instanceof HTMLElement) || !panel) return
      const { left, top, bottom } = chip.getBoundingClientRect()
      const { clientWidth, clientHeight } = document.documentElement
      const lowest = clientHeight - 8 - panel.offsetHeight
      const isBelow = bottom + 8 <= lowest
      const next = {
        left: Math.max(8, Math.min(left, clientWidth - panel.offsetWidth - 8)),
        top: Math.max(8, Math.min(lowest, isBelow ? bottom + 8 : top - 8 - panel.offsetHeight)),
      }
      setSpot((before) => (before.left === next.left && before.top === next.top ? before : next))
    }
    place()
    const scroller = editor.view.dom.closest('.note-scroll')
    const sizes = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(place)
    if (box.current) sizes?.observe(box.current)
    scroller?.addEventListener('scroll', place)
    window.addEventListener('resize', place)
    return () => {
      sizes?.disconnect()
      scroller?.removeEventListener('scroll', place)
      window.removeEventListener('resize', place)
    }
  }, [editor, at, box])
  return spot
}

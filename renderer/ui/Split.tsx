import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { IconButton } from './Button.js'
import './split.css'

/** Pixels; or those in a window narrower than 1300, and those in a wider one. */
type Width = number | readonly [narrow: number, wide: number]
const isNarrow = (): boolean => window.innerWidth < 1300
const pixels = (width: Width, narrow: boolean): number => (typeof width === 'number' ? width : width[narrow ? 0 : 1])

export interface SplitProps {
  /** Remembered under this name. */
  id: string
  /** Names the panel for the ear and on its handle: `Summary`. */
  label: string
  /** Null: no panel now. The main thing keeps its state either way. */
  panel: ReactNode | null
  children: ReactNode
  side?: 'left' | 'right'
  /** Pixels; two where a narrow window needs another. */
  size?: Width
  min?: Width
  max?: number
  collapsible?: boolean
}

interface Kept {
  /** Null: as wide as the window asks for, until somebody chooses. */
  size: number | null
  closed: boolean
}
const keptAs = (id: string) => `rounds.panel.${id}`
function recall(id: string): Kept {
  try {
    const kept = JSON.parse(localStorage.getItem(keptAs(id)) ?? 'null') as Kept | null
    if (kept && (kept.size === null || Number.isFinite(kept.size))) return kept
  } catch {
    // Storage may be refused; the panel then starts at its usual size.
  }
  return { size: null, closed: false }
}

/** Below this width, CSS pixels, there is no room beside the main thing: a small window, or a page enlarged to twice its size. */
const crowded = 980
const hearOfSize = (listener: () => void): (() => void) => {
  window.addEventListener('resize', listener)
  return () => window.removeEventListener('resize', listener)
}
const isCrowded = (): boolean => window.innerWidth < crowded

/**
 * A panel beside the main thing: resizable by pointer or arrow keys, collapsible, remembered. Where there is no room for
 * both, one that can be collapsed is, and lies over the main thing while it is looked at.
 */
export function Split({
  id,
  label,
  panel,
  children,
  side = 'left',
  size: sizes = 260,
  min: mins = 180,
  max = 520,
  collapsible,
}: SplitProps) {
  const narrow = useSyncExternalStore(hearOfSize, isNarrow)
  const [size, min] = [pixels(sizes, narrow), pixels(mins, narrow)]
  const [state, setState] = useState<Kept>(() => recall(id))
  const drag = useRef<{ x: number; size: number } | null>(null)
  const change = useCallback(
    (next: Kept) => {
      setState(next)
      try {
        localStorage.setItem(keptAs(id), JSON.stringify(next))
      } catch {
        // As above.
      }
    },
    [id],
  )
  const clamp = (px: number) => Math.round(Math.max(min, Math.min(max, px)))
  const towards = side === 'left' ? 1 : -1
  const width = clamp(state.size ?? size)

  const over = useSyncExternalStore(hearOfSize, isCrowded) && collapsible === true
  const [isLookedAt, setLookedAt] = useState(false)
  const closed = over ? !isLookedAt : collapsible && state.closed
  // The button that was pressed goes away: the focus goes on in the panel, or to the button that shows it again.
  const edge = useRef<HTMLElement>(null)
  const wasPressed = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has the focus changes with what is shown
  useLayoutEffect(() => {
    if (wasPressed.current) (edge.current?.querySelector<HTMLElement>(':scope > button') ?? edge.current)?.focus()
    wasPressed.current = false
  }, [closed])
  const show = (shown: boolean): void => {
    wasPressed.current = true
    if (over) setLookedAt(shown)
    else change({ ...state, closed: !shown })
  }

  /** Escape leaves a panel that lies over the rest. */
  const leave = (event: KeyboardEvent): void => {
    if (!over || event.key !== 'Escape' || event.defaultPrevented) return
    event.stopPropagation()
    show(false)
  }

  const handle = (
    // biome-ignore lint/a11y/useSemanticElements: a window splitter is a focusable separator, which hr is not
    <div
      className="ui-split-handle"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={`Width of ${label}`}
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      onPointerDown={(event) => {
        drag.current = { x: event.clientX, size: width }
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={(event) => {
        if (drag.current)
          setState({ closed: false, size: clamp(drag.current.size + (event.clientX - drag.current.x) * towards) })
      }}
      onPointerUp={() => {
        drag.current = null
        change({ closed: false, size: width })
      }}
      onDoubleClick={() => change({ closed: false, size: null })}
      onKeyDown={(event) => {
        const step = event.shiftKey ? 48 : 12
        if (event.key === 'ArrowRight') change({ closed: false, size: clamp(width + step * towards) })
        else if (event.key === 'ArrowLeft') change({ closed: false, size: clamp(width - step * towards) })
        else if (event.key === 'Home') change({ closed: false, size: min })
        else if (event.key === 'End') change({ closed: false, size: max })
        else if (event.key === 'Enter' && collapsible) show(false)
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
    />
  )
  const aside =
    panel === null ? null : closed ? (
      <div ref={edge as Ref<HTMLDivElement>} className="ui-split-closed" data-side={side}>
        <IconButton
          size="s"
          icon={side === 'left' ? 'panel-left' : 'panel-right'}
          label={`Show ${label}`}
          onPress={() => show(true)}
        />
      </div>
    ) : (
      <aside
        ref={edge}
        className="ui-split-panel"
        data-side={side}
        data-over={over || undefined}
        aria-label={label}
        style={{ '--width': `${width}px` } as CSSProperties}
        tabIndex={-1}
        onKeyDown={leave}
        onBlur={({ currentTarget, relatedTarget }) => {
          if (over && relatedTarget && !currentTarget.contains(relatedTarget)) setLookedAt(false)
        }}
      >
        {panel}
        {collapsible && (
          <span className="ui-split-toggle">
            <IconButton
              size="s"
              icon={side === 'left' ? 'panel-left' : 'panel-right'}
              label={`Hide ${label}`}
              onPress={() => show(false)}
            />
          </span>
        )}
        {handle}
      </aside>
    )
  return (
    <div className="ui-split">
      {side === 'left' && aside}
      <div className="ui-split-main">{children}</div>
      {side === 'right' && aside}
    </div>
  )
}

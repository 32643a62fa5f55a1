import { useEffect, useRef, useState } from 'react'
import { Button, IconButton } from './Button.js'
import { Icon } from './icons.js'
import './toast.css'

export interface ToastItem {
  id: string
  text: string
  tone?: 'plain' | 'attention' | 'danger'
  /** Milliseconds it stays; danger stays until closed. */
  stays?: number
  action?: { label: string; run: () => void }
}

/** What just happened, with its undo. Time stands still while the pointer or the focus is on it, or the window is away. */
export function ToastRegion({
  toasts,
  onClose,
  undoKeys,
}: {
  toasts: readonly ToastItem[]
  onClose: (id: string) => void
  undoKeys?: string
}) {
  const [held, setHeld] = useState(false)
  return (
    <section
      className="ui-toasts"
      aria-label="What just happened"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setHeld(false)
      }}
    >
      {toasts.map((toast, index) => (
        <Toast
          key={toast.id}
          toast={toast}
          held={held}
          onClose={onClose}
          keys={index === toasts.length - 1 ? undoKeys : undefined}
        />
      ))}
      {/* Only the newest words, so that nothing is read twice. */}
      <div className="visually-hidden" role="status" aria-live="polite">
        {toasts.at(-1)?.text}
      </div>
    </section>
  )
}

function Toast({
  toast,
  held,
  onClose,
  keys,
}: {
  toast: ToastItem
  held: boolean
  onClose: (id: string) => void
  keys?: string
}) {
  const left = useRef(toast.stays ?? (toast.action ? 8000 : 5000))
  useEffect(() => {
    if (held || toast.tone === 'danger') return
    const from = performance.now()
    const timer = setTimeout(() => onClose(toast.id), left.current)
    return () => {
      clearTimeout(timer)
      left.current = Math.max(1500, left.current - (performance.now() - from))
    }
  }, [held, toast.id, toast.tone, onClose])
  return (
    <div className="ui-toast" data-tone={toast.tone ?? 'plain'}>
      <Icon name={toast.tone === 'danger' || toast.tone === 'attention' ? 'alert' : 'check'} size={15} />
      <span className="ui-toast-words">{toast.text}</span>
      {toast.action && (
        <Button
          size="s"
          keys={keys}
          onPress={() => {
            onClose(toast.id)
            toast.action?.run()
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <IconButton icon="close" size="s" label="Close" onPress={() => onClose(toast.id)} />
    </div>
  )
}

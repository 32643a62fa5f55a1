import { type ReactNode, useEffect } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { IconButton } from './Button.js'
import './dialog.css'

export interface DialogProps {
  title: string
  isOpen: boolean
  onClose: () => void
  children: ReactNode
  /** Buttons, the safe one last. */
  actions?: ReactNode
  /** `alertdialog` for a question about harm. */
  role?: 'dialog' | 'alertdialog'
  width?: number
  /** `top` for palettes. */
  place?: 'middle' | 'top'
  /** Without heading and padding, for palettes; the title is read aloud. */
  bare?: boolean
}

/** Only where a panel cannot serve: a question that must be answered, the palette, the keyboard map. */
export function Dialog({
  title,
  isOpen,
  onClose,
  children,
  actions,
  role = 'dialog',
  width = 440,
  place = 'middle',
  bare,
}: DialogProps) {
  // A button that is busy once pressed lets go of the focus; Escape leaves all the same.
  useEffect(() => {
    if (!isOpen) return
    const leave = (event: globalThis.KeyboardEvent) => {
      if (event.key === 'Escape' && document.activeElement === document.body) onClose()
    }
    document.addEventListener('keydown', leave)
    return () => document.removeEventListener('keydown', leave)
  }, [isOpen, onClose])
  return (
    <ModalOverlay
      className="ui-veil"
      data-place={place}
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={role === 'dialog'}
    >
      <Modal className="ui-modal" style={{ width }}>
        <AriaDialog
          className="ui-dialog"
          role={role}
          aria-label={bare ? title : undefined}
          data-bare={bare || undefined}
        >
          {!bare && (
            <Heading slot="title" level={2} className="ui-dialog-title">
              {title}
            </Heading>
          )}
          {children}
          {actions && <div className="ui-dialog-actions">{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

export interface PanelProps {
  title: string
  onClose?: () => void
  children: ReactNode
  /** Stays at the bottom: what to do next. */
  footer?: ReactNode
  /** Beside the title. */
  aside?: ReactNode
}

/** A side panel: the work goes on beside it. Escape closes it. */
export function Panel({ title, onClose, children, footer, aside }: PanelProps) {
  return (
    <section
      className="ui-panel"
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && onClose && !event.defaultPrevented) {
          event.stopPropagation()
          onClose()
        }
      }}
    >
      <header className="ui-panel-head">
        <h2>{title}</h2>
        {aside}
        {onClose && <IconButton icon="close" label="Close" keys="Escape" size="s" onPress={onClose} />}
      </header>
      <div className="ui-panel-body">{children}</div>
      {footer && <footer className="ui-panel-foot">{footer}</footer>}
    </section>
  )
}

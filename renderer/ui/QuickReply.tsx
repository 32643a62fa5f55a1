import { useEffect, useRef, useState } from 'react'
import { Button } from './Button.js'
import { MenuAt } from './Menu.js'

export interface QuickReplyProps {
  items: readonly { id: string; label: string; description?: string }[]
  onChoose: (id: string) => void
  isOpen: boolean
  onOpen: (isOpen: boolean) => void
}

/** The words a clinic writes often, to choose from. */
export function QuickReply({ items, onChoose, isOpen, onOpen }: QuickReplyProps) {
  const button = useRef<HTMLButtonElement>(null)
  const [isHere, setHere] = useState(false)
  // By its key it opens from anywhere: first it is brought where its menu can stand beside it.
  useEffect(() => {
    if (isOpen) button.current?.scrollIntoView?.({ block: 'nearest' })
    setHere(isOpen)
  }, [isOpen])
  return (
    <>
      <Button look="quiet" icon="note" keys="Alt+Q" ref={button} onPress={() => onOpen(true)}>
        Quick reply
      </Button>
      {isOpen && isHere && button.current && (
        <MenuAt
          label="Quick replies"
          anchor={button.current}
          groups={[{ items }]}
          onAction={(id) => {
            onOpen(false)
            onChoose(id)
          }}
          onClose={() => onOpen(false)}
        />
      )}
    </>
  )
}

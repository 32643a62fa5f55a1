import { useRef } from 'react'
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
  return (
    <>
      <Button look="quiet" icon="note" keys="Alt+Q" ref={button} onPress={() => onOpen(true)}>
        Quick reply
      </Button>
      {isOpen && button.current && (
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

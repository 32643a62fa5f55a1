import { type FormEvent, useState } from 'react'
import type { Ask } from '../../../../shared/document/index.js'
import { AskFields, Button } from '../../../ui/index.js'

export interface AskFormProps {
  title: string
  asks: readonly Ask[]
  anchor: { left: number; top: number; bottom: number }
  onAnswer: (answers: Record<string, string>) => void
}

/** What a phrase has to ask before it goes in, beside the cursor. What is left empty becomes a wildcard. */
export function AskForm({ title, asks, anchor, onAnswer }: AskFormProps) {
  const [answers, setAnswers] = useState<Record<string, string>>({})
  const answer = (event: FormEvent) => {
    event.preventDefault()
    onAnswer(answers)
  }
  const [above, below] = [anchor.top - 14, window.innerHeight - anchor.bottom - 14]
  const low = below < 90 + asks.length * 60 && above > below
  const place = {
    left: Math.max(8, Math.min(anchor.left - 8, window.innerWidth - 348)),
    maxHeight: low ? above : below,
    ...(low ? { bottom: window.innerHeight - anchor.top + 6 } : { top: anchor.bottom + 6 }),
  }
  return (
    <form
      className="phrase-ask"
      style={place}
      aria-label={`Fill in: ${title}`}
      onSubmit={answer}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        onAnswer({})
      }}
    >
      <p className="phrase-ask-title">{title}</p>
      <AskFields asks={asks} answers={answers} onChange={setAnswers} />
      <div className="phrase-ask-foot">
        <Button look="primary" size="s" keys="Enter" type="submit">
          Put it in
        </Button>
        <Button look="quiet" size="s" keys="Escape" onPress={() => onAnswer({})}>
          Leave *** to fill in later
        </Button>
      </div>
    </form>
  )
}

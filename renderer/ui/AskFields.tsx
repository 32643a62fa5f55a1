import { TextField } from './Field.js'

export interface AskFieldsProps {
  /** What is asked: the name of each answer, and the words to ask with. */
  asks: readonly { name: string; words: string }[]
  answers: Readonly<Record<string, string>>
  onChange: (answers: Record<string, string>) => void
}

/** A field for each thing that a phrase or template asks before its words are put in; the first has the focus. */
export const AskFields = ({ asks, answers, onChange }: AskFieldsProps) =>
  asks.map(({ name, words }, at) => (
    <TextField
      key={name}
      label={`${words.slice(0, 1).toUpperCase()}${words.slice(1)}`}
      value={answers[name] ?? ''}
      onChange={(value) => onChange({ ...answers, [name]: value })}
      autoFocus={at === 0}
      autoComplete="off"
      maxLength={200}
    />
  ))

import { ComboBox } from './Choice.js'

/** Someone a thing can be given to. */
interface Colleague {
  id: string
  name: string
  title: string
  /** What they are at now. */
  doing?: string
}

/** Chooses a colleague by name, with what they are and what they are at. */
export function PersonBox({
  label,
  people,
  value,
  onChange,
}: {
  label: string
  people: readonly Colleague[]
  value: string | null
  onChange: (id: string | null) => void
}) {
  return (
    <ComboBox
      label={label}
      items={people.map(({ id, name, title, doing }) => ({
        id,
        label: name,
        description: doing ? `${title}, ${doing}` : title,
      }))}
      value={value}
      onChange={onChange}
      placeholder="Name"
      autoFocus
    />
  )
}

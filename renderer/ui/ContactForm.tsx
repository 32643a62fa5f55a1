import { useState } from 'react'
import { Button } from './Button.js'
import { RadioGroup, Segmented } from './Choice.js'
import './conversation.css'
import { TextField } from './Field.js'

const ways = [
  { id: 'phone', label: 'Phone' },
  { id: 'in-person', label: 'In person' },
  { id: 'video', label: 'Video' },
  { id: 'letter', label: 'Letter' },
] as const

const outcomes = [
  { id: 'patient', label: 'Reached the patient' },
  { id: 'proxy', label: 'Reached somebody for the patient' },
  { id: 'voicemail', label: 'Left a voicemail: not told' },
  { id: 'no-answer', label: 'No answer: not told' },
] as const

/** What a person says of a contact. */
export interface ContactSaid {
  way: (typeof ways)[number]['id']
  reached: (typeof outcomes)[number]['id']
  whom: string
  words: string
}

export interface ContactFormProps {
  /** The patient's name. */
  name: string
  onSave: (said: ContactSaid) => void
  onClose: () => void
  /** Hears of what is filled in, so that a key may save it too; undefined while something is missing. */
  onChange: (said: ContactSaid | undefined) => void
}

/** A call, a talk or a letter: whom it reached decides whether the patient was told. */
export function ContactForm({ name, onSave, onClose, onChange }: ContactFormProps) {
  const [said, setSaid] = useState<ContactSaid | Omit<ContactSaid, 'reached'>>({ way: 'phone', whom: '', words: '' })
  const whole = (next: typeof said): ContactSaid | undefined =>
    'reached' in next && (next.reached !== 'proxy' || next.whom.trim() !== '') ? next : undefined
  const change = (more: Partial<ContactSaid>) => {
    const next = { ...said, ...more } as typeof said
    setSaid(next)
    onChange(whole(next))
  }
  const ready = whole(said)
  return (
    <section className="ui-contact" aria-label={`Contact with ${name}`}>
      <Segmented
        label="How"
        items={ways}
        value={said.way}
        onChange={(way) => change({ way: way as ContactSaid['way'] })}
      />
      <RadioGroup
        label={`Whom it reached, for ${name}`}
        items={outcomes}
        value={'reached' in said ? said.reached : null}
        onChange={(reached) => change({ reached: reached as ContactSaid['reached'] })}
      />
      {'reached' in said && said.reached === 'proxy' && (
        <TextField
          label="Who it was, and what they are to the patient"
          isRequired
          value={said.whom}
          onChange={(whom) => change({ whom })}
          maxLength={120}
        />
      )}
      <TextField
        label="What was said, if any"
        rows={2}
        value={said.words}
        onChange={(words) => change({ words })}
        maxLength={2000}
      />
      <div className="ui-contact-do">
        <Button look="primary" icon="check" keys="Mod+Enter" isDisabled={!ready} onPress={() => ready && onSave(ready)}>
          Record it
        </Button>
        <Button look="quiet" keys="Escape" onPress={onClose}>
          Cancel
        </Button>
      </div>
    </section>
  )
}

import { useState } from 'react'
import type { PatientCore } from '../../../shared/contract/views/patient.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { useKeys, useLive, useStaff, useTeamComposer } from '../../data/index.js'
import { Button, Checkbox, Composer, IconButton, PersonBox, TextField } from '../../ui/index.js'

export interface NewMessageProps {
  /** The patient of the conversation one came from, whom it may be about. */
  about: PatientCore | undefined
  onSent: (message: LocalId) => void
  onClose: () => void
}

/** A conversation among colleagues is begun: who reads it, about whom, what about. */
export function NewMessage({ about, onSent, onClose }: NewMessageProps) {
  const me = useStaff()
  const { data: team } = useLive('team.list', {})
  const [to, setTo] = useState<readonly LocalId[]>([])
  const [isAbout, setIsAbout] = useState(about !== undefined)
  const [topic, setTopic] = useState('')
  const people = (team ?? []).filter(({ id }) => id !== me?.id)
  const chosen = to.flatMap((id) => people.find((one) => one.id === id) ?? [])
  const person = isAbout ? about : undefined
  const composer = useTeamComposer({
    person,
    to: chosen,
    topic,
    draft: person ? `new ${person.id}` : 'new',
    onSent,
  })
  useKeys('Messages', [{ keys: 'Escape', label: 'Leave it for now', run: onClose, inText: true, quiet: true }])
  return (
    <div className="messages-new">
      <header className="messages-head">
        <h2>New message to colleagues</h2>
        <Button look="quiet" size="s" keys="Escape" onPress={onClose}>
          Not now
        </Button>
      </header>
      <Composer
        {...composer}
        rows={6}
        before={
          <>
            <PersonBox
              // Chosen one by one: the box is empty again for the next.
              key={to.length}
              label="To"
              people={people.filter(({ id }) => !to.includes(id))}
              value={null}
              onChange={(id) => id && setTo([...to, id as LocalId])}
            />
            {chosen.length > 0 && (
              <ul className="messages-to" aria-label="Who reads it">
                {chosen.map(({ id, name }) => (
                  <li key={id}>
                    {name}
                    <IconButton
                      icon="close"
                      size="s"
                      label={`Take ${name} out`}
                      onPress={() => setTo(to.filter((one) => one !== id))}
                    />
                  </li>
                ))}
              </ul>
            )}
            {about && (
              <Checkbox isSelected={isAbout} onChange={setIsAbout}>
                {`About ${about.name}, ${about.age}: it stands in their chart`}
              </Checkbox>
            )}
            <TextField label="What about, if any" value={topic} onChange={setTopic} maxLength={120} />
          </>
        }
      />
    </div>
  )
}

import type { ReactNode } from 'react'
import { type Density, prefer, type Theme, usePreferences } from '../../data/index.js'
import { Icon, type IconName } from '../../ui/index.js'

const themes: Choice<Theme>[] = [
  { id: 'system', label: 'As the computer', about: 'light or dark, as the computer is set', icon: 'monitor' },
  { id: 'light', label: 'Light', about: 'paper, for bright rooms', icon: 'sun' },
  { id: 'dark', label: 'Dark', about: 'for dim rooms and long evenings', icon: 'moon' },
  { id: 'contrast', label: 'High contrast', about: 'black on white with hard lines', icon: 'contrast' },
]
const densities: Choice<Density>[] = [
  { id: 'comfortable', label: 'Comfortable', about: 'more air, larger targets', icon: 'rows-comfortable' },
  { id: 'dense', label: 'Dense', about: 'more rows on the screen', icon: 'rows-dense' },
]

/** How Rounds looks on this workstation. */
export function Look() {
  const { theme, density } = usePreferences()
  return (
    <section className="clinic-section" aria-labelledby="clinic-look">
      <header className="clinic-head">
        <div>
          <h1 id="clinic-look">Look</h1>
          <p className="muted">For this workstation; nothing about any patient is kept with it.</p>
        </div>
      </header>
      <Choices
        legend="Theme"
        choices={themes}
        chosen={theme}
        onChoose={(id) => prefer({ theme: id })}
        sample={(id) => <Sample theme={id} />}
      />
      <Choices legend="Density" choices={densities} chosen={density} onChoose={(id) => prefer({ density: id })} />
    </section>
  )
}

interface Choice<T extends string> {
  id: T
  label: string
  about: string
  icon: IconName
}

function Choices<T extends string>({
  legend,
  choices,
  chosen,
  onChoose,
  sample,
}: {
  legend: string
  choices: readonly Choice<T>[]
  chosen: T
  onChoose: (id: T) => void
  sample?: (id: T) => ReactNode
}) {
  return (
    <fieldset className="clinic-choices">
      <legend>{legend}</legend>
      {choices.map(({ id, label, about, icon }) => (
        <label key={id} className="clinic-choice" data-chosen={chosen === id || undefined}>
          <input
            type="radio"
            name={legend}
            className="visually-hidden"
            checked={chosen === id}
            onChange={() => onChoose(id)}
          />
          {sample?.(id)}
          <span className="clinic-choice-words">
            <span className="strong">
              <Icon name={icon} size={14} /> {label}
            </span>
            <span className="muted">{about}</span>
          </span>
          {chosen === id && <Icon name="checked" className="tone-accent" label="Chosen" />}
        </label>
      ))}
    </fieldset>
  )
}

/** A corner of the screen in that theme. */
function Sample({ theme }: { theme: Theme }) {
  if (theme === 'system') {
    return (
      <span className="clinic-sample" data-halves aria-hidden>
        <Corner theme="light" />
        <Corner theme="dark" />
      </span>
    )
  }
  return (
    <span className="clinic-sample" aria-hidden>
      <Corner theme={theme} />
    </span>
  )
}

const Corner = ({ theme }: { theme: string }) => (
  <span className="clinic-corner" data-theme={theme}>
    <span className="clinic-corner-rail" />
    <span className="clinic-corner-page">
      <span className="clinic-corner-line" data-is="title" />
      <span className="clinic-corner-line" />
      <span className="clinic-corner-line" data-is="flag" />
      <span className="clinic-corner-line" data-is="button" />
    </span>
  </span>
)

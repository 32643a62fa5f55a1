import { type Density, prefer, type Theme, usePreferences } from '../../data/index.js'
import { Icon, type IconName } from '../../ui/index.js'

const themes: { id: Theme; label: string; about: string; icon: IconName }[] = [
  { id: 'system', label: 'As the computer', about: 'light or dark, as the computer is set', icon: 'monitor' },
  { id: 'light', label: 'Light', about: 'paper, for bright rooms', icon: 'sun' },
  { id: 'dark', label: 'Dark', about: 'for dim rooms and long evenings', icon: 'moon' },
  { id: 'contrast', label: 'High contrast', about: 'black on white with hard lines', icon: 'contrast' },
]
const densities: { id: Density; label: string; about: string; icon: IconName }[] = [
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
      <fieldset className="clinic-choices">
        <legend>Theme</legend>
        {themes.map((choice) => (
          <label key={choice.id} className="clinic-choice" data-chosen={theme === choice.id || undefined}>
            <input
              type="radio"
              name="theme"
              className="visually-hidden"
              checked={theme === choice.id}
              onChange={() => prefer({ theme: choice.id })}
            />
            <Sample theme={choice.id} />
            <span className="clinic-choice-words">
              <span className="strong">
                <Icon name={choice.icon} size={14} /> {choice.label}
              </span>
              <span className="muted">{choice.about}</span>
            </span>
            {theme === choice.id && <Icon name="checked" className="tone-accent" label="Chosen" />}
          </label>
        ))}
      </fieldset>
      <fieldset className="clinic-choices">
        <legend>Density</legend>
        {densities.map((choice) => (
          <label key={choice.id} className="clinic-choice" data-chosen={density === choice.id || undefined}>
            <input
              type="radio"
              name="density"
              className="visually-hidden"
              checked={density === choice.id}
              onChange={() => prefer({ density: choice.id })}
            />
            <span className="clinic-choice-words">
              <span className="strong">
                <Icon name={choice.icon} size={14} /> {choice.label}
              </span>
              <span className="muted">{choice.about}</span>
            </span>
            {density === choice.id && <Icon name="checked" className="tone-accent" label="Chosen" />}
          </label>
        ))}
      </fieldset>
    </section>
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

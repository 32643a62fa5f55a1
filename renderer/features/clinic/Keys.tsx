import { useKeyMap } from '../../data/keyboard.js'
import { Kbd } from '../../ui/index.js'

const inLists: { label: string; keys: string[] }[] = [
  { label: 'Next and previous', keys: ['j', 'k'] },
  { label: 'Up and down', keys: ['ArrowUp', 'ArrowDown'] },
  { label: 'First and last', keys: ['Home', 'End'] },
  { label: 'Open', keys: ['Enter'] },
  { label: 'Find in it', keys: ['/'] },
]

/** The keys that work everywhere; each screen shows its own with `?` and on its buttons. */
export function Keys() {
  const scopes = useKeyMap((state) => state.scopes)
  const everywhere = new Map(
    scopes
      .filter(({ group }) => group === 'Everywhere')
      .flatMap(({ bindings }) => bindings.map((one) => [one.keys, one.label])),
  )
  return (
    <section className="clinic-section" aria-labelledby="clinic-keys">
      <header className="clinic-head">
        <div>
          <h1 id="clinic-keys">Keyboard</h1>
          <p className="muted">
            Everything has a key, shown on its button. Press <Kbd keys="?" /> on any screen for the keys that work
            there.
          </p>
        </div>
      </header>
      <div className="clinic-keys">
        <section className="card">
          <h3>Everywhere</h3>
          <dl>
            {[...everywhere].map(([keys, label]) => (
              <div key={keys}>
                <dt>{label}</dt>
                <dd>
                  <Kbd keys={keys} />
                  <span className="visually-hidden">{keys}</span>
                </dd>
              </div>
            ))}
          </dl>
        </section>
        <section className="card">
          <h3>In every list</h3>
          <dl>
            {inLists.map(({ label, keys }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>
                  {keys.map((one) => (
                    <Kbd key={one} keys={one} />
                  ))}
                  <span className="visually-hidden">{keys.join(' and ')}</span>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </section>
  )
}

import { useKeyMap } from '../data/keyboard.js'
import { Dialog, Kbd } from '../ui/index.js'
import './keyboard-map.css'

/** Every key that works here now. */
export function KeyboardMap({ onClose }: { onClose: () => void }) {
  const scopes = useKeyMap((state) => state.scopes)
  const groups = new Map<string, Map<string, string>>()
  for (const scope of scopes) {
    const keys = groups.get(scope.group) ?? new Map<string, string>()
    for (const binding of scope.bindings) keys.set(binding.keys, binding.label)
    groups.set(scope.group, keys)
  }
  return (
    <Dialog title="Keyboard map" isOpen onClose={onClose} width={760}>
      <div className="key-map">
        {[...groups]
          .filter(([, keys]) => keys.size > 0)
          .toReversed()
          .map(([group, keys]) => (
            <section key={group}>
              <h3>{group}</h3>
              <dl>
                {[...keys].map(([key, label]) => (
                  <div key={key}>
                    <dt>{label}</dt>
                    <dd>
                      <Kbd keys={key} />
                      <span className="visually-hidden">{key}</span>
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        <section>
          <h3>In every list</h3>
          <dl>
            {[
              ['Next and previous', ['j', 'k']],
              ['Up and down', ['ArrowUp', 'ArrowDown']],
              ['First and last', ['Home', 'End']],
              ['Open', ['Enter']],
            ].map(([label, keys]) => (
              <div key={label as string}>
                <dt>{label}</dt>
                <dd>
                  {(keys as string[]).map((key) => (
                    <Kbd key={key} keys={key} />
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  )
}

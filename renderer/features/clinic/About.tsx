import { shell, useLive, useSession } from '../../data/index.js'
import { Button, Notice } from '../../ui/index.js'

/** Which Rounds this is, where it is and which EHR it speaks to. */
export function About() {
  const session = useSession()
  const { data: sync } = useLive('sync.status', {})
  const versions = shell.versions()
  const facts: [string, string | undefined][] = [
    ['Clinic', session?.clinic],
    ['Workstation', session?.workstation],
    ['EHR', session?.ehrUrl],
    ['Connection', sync?.line],
    ['Signed in', session?.user && `${session.user.name}, ${session.user.title}`],
    ['Rounds', versions.app],
    ['Electron', versions.electron],
    ['System', versions.platform],
    ['Licence', 'Apache-2.0'],
  ]
  return (
    <section className="clinic-section" aria-labelledby="clinic-about">
      <header className="clinic-head">
        <div>
          <h1 id="clinic-about">About this workstation</h1>
        </div>
        <div className="clinic-head-actions">
          <Button icon="disk" onPress={() => void shell.showProfile()}>
            Show where it keeps its store
          </Button>
        </div>
      </header>
      {session?.practice && (
        <div className="clinic-practice">
          <Notice icon="practice">
            This is the practice clinic. Every patient here is made up; nothing entered here reaches a real record.
          </Notice>
        </div>
      )}
      <dl className="card clinic-facts">
        {facts
          .filter((fact): fact is [string, string] => Boolean(fact[1]))
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd className="selectable num">{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}

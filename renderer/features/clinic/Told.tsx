import { type NoticeKind, type NoticeSettings, noticeKinds } from '../../../shared/domain/task/notice.js'
import { send, toast, toastRefusal, useLive, useMay } from '../../data/index.js'
import { Checkbox, type Option, Problem, Select, Skeleton } from '../../ui/index.js'

const words: Record<NoticeKind, string> = {
  critical: 'Critical results and STAT tasks',
  urgent: 'Urgent tasks, and what was escalated',
  mention: 'A colleague mentions me',
  assigned: 'A task is given to me',
  'claim-lost': 'A colleague was first with a task I had begun',
  message: 'A patient writes to me',
}

const clocks: Option[] = Array.from({ length: 48 }, (_, half) => {
  const label = `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 ? '30' : '00'}`
  return { id: label, label }
})
const usualQuiet = { from: '18:00', until: '07:00' }
const waits = [5, 8, 10, 15, 20, 30].map((seconds): Option => ({ id: String(seconds), label: `${seconds} seconds` }))

/** What the desktop tells the person, when it keeps quiet, and how long what goes to a patient can be taken back. */
export function Told() {
  const { data: pending, refusal } = useLive('notify.pending', {})
  const settings = pending?.settings
  const choose = async (change: Partial<NoticeSettings>) => {
    if (!settings) return
    const result = await send('notify.choose', { ...settings, ...change })
    if (!result.ok) toastRefusal(result.refusal)
  }
  return (
    <section className="clinic-section" aria-labelledby="clinic-told">
      <header className="clinic-head">
        <div>
          <h1 id="clinic-told">Notifications and undo</h1>
          <p className="muted">
            The desktop says that something waits, never whose it is or what it says. While you are away it says
            nothing. Kept for you on this workstation.
          </p>
        </div>
      </header>
      {refusal && (
        <Problem inline title="Your choices could not be read" safe="Nothing was lost.">
          {refusal.message}
        </Problem>
      )}
      {!settings && !refusal && <Skeleton lines={6} label="Reading your choices" />}
      {settings && (
        <>
          <fieldset className="card clinic-told">
            <legend>Tell me when</legend>
            {noticeKinds.map((kind) => (
              <Checkbox
                key={kind}
                isSelected={!settings.off.includes(kind)}
                onChange={(on) =>
                  void choose({
                    off: noticeKinds.filter((other) => (other === kind ? !on : settings.off.includes(other))),
                  })
                }
              >
                {words[kind]}
              </Checkbox>
            ))}
          </fieldset>
          <fieldset className="card clinic-told">
            <legend>Quiet hours</legend>
            <Checkbox
              isSelected={settings.quiet !== null}
              onChange={(on) => void choose({ quiet: on ? usualQuiet : null })}
            >
              Keep quiet at certain hours; what came meanwhile is told when they end
            </Checkbox>
            {settings.quiet && (
              <>
                <div className="clinic-told-hours">
                  <Select
                    label="From"
                    items={clocks}
                    value={settings.quiet.from}
                    onChange={(from) => settings.quiet && void choose({ quiet: { ...settings.quiet, from } })}
                  />
                  <Select
                    label="Until"
                    items={clocks}
                    value={settings.quiet.until}
                    onChange={(until) => settings.quiet && void choose({ quiet: { ...settings.quiet, until } })}
                  />
                </div>
                <Checkbox
                  isSelected={settings.criticalAlways}
                  onChange={(criticalAlways) => void choose({ criticalAlways })}
                >
                  Critical results and STAT tasks are told all the same
                </Checkbox>
              </>
            )}
          </fieldset>
        </>
      )}
      <Wait />
    </section>
  )
}

/** How long messages, orders and prescriptions can be taken back. */
function Wait() {
  const { data: hold } = useLive('deed.hold', {})
  const may = useMay('work.rules')
  if (!hold) return null
  const choose = async (id: string) => {
    const result = await send('deed.choose-hold', { seconds: Number(id) })
    if (!result.ok) return toastRefusal(result.refusal)
    toast(`What goes to a patient waits ${id} seconds at this workstation`)
  }
  return (
    <fieldset className="card clinic-told">
      <legend>Before it leaves</legend>
      <Select
        label="Messages, orders and prescriptions from the inbox wait"
        description={
          may
            ? 'So long they can be taken back as if they had never been. For everybody at this workstation.'
            : 'So long they can be taken back as if they had never been. A physician or nurse practitioner can change it.'
        }
        isDisabled={!may}
        items={
          waits.some(({ id }) => id === String(hold.seconds))
            ? waits
            : [...waits, { id: String(hold.seconds), label: `${hold.seconds} seconds` }]
        }
        value={String(hold.seconds)}
        onChange={(id) => void choose(id)}
      />
    </fieldset>
  )
}

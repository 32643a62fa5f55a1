import { useState } from 'react'
import { may } from '../../../../shared/domain/role.js'
import { kindOf } from '../../../../shared/domain/task/kind.js'
import { sayDeed, send, toastRefusal, useKeys, useLive } from '../../../data/index.js'
import { Button, Checkbox, IconButton, TextField } from '../../../ui/index.js'
import type { Working } from '../working.js'
import { boxWords, orderWords } from './boxWords.js'

/** Digits reach so many. */
const keyed = 9

/** The saved views to go to, and the present one to save under a name. */
export function ViewsPanel({ working, close }: { working: Working; close: () => void }) {
  const views = useLive('view.list', {}).data ?? []
  const [title, setTitle] = useState('')
  const [shared, setShared] = useState(false)
  const [busy, setBusy] = useState(false)
  const { look, staff } = working
  const mayShare = staff !== undefined && may(staff.role, 'work.rules')
  const go = (at: number) => {
    const view = views[at]
    if (!view) return
    working.turn({ kind: undefined, text: '', patient: undefined, cover: undefined, ...view.look })
    working.select(null)
  }
  const save = async () => {
    const name = title.trim()
    if (!name || busy) return
    setBusy(true)
    const { box, kind, text, order } = look
    const input = { title: name, look: { box, order, ...(kind && { kind }), ...(text && { text }) }, shared }
    const result = await send('view.save', input)
    setBusy(false)
    if (!result.ok) return toastRefusal(result.refusal)
    close()
    await sayDeed(`Saved as a view: ${name}`)
  }
  const remove = async (at: number) => {
    const view = views[at]
    if (!view) return
    const result = await send('view.remove', { view: view.id })
    if (!result.ok) return toastRefusal(result.refusal)
    await sayDeed(`Removed the view ${view.title}`)
  }
  useKeys('Saved views', [
    ...views.slice(0, keyed).map((view, at) => ({
      keys: String(at + 1),
      label: view.title,
      run: () => go(at),
      quiet: true,
    })),
    { keys: 'Mod+Enter', label: 'Save this view', run: () => void save(), when: title.trim() !== '' },
    { keys: 'Escape', label: 'Close the saved views', run: close, inText: true, quiet: true },
  ])
  const what = [boxWords[look.box].label, look.kind && kindOf[look.kind].many, look.text && `“${look.text}”`]
  return (
    <section className="inbox-views" aria-label="Saved views">
      {views.length > 0 && (
        <ul>
          {views.map((view, at) => (
            <li key={view.id}>
              <Button
                size="s"
                autoFocus={at === 0}
                onPress={() => go(at)}
                {...(at < keyed && { keys: String(at + 1) })}
              >
                {view.title}
              </Button>
              {view.shared && <span className="faint">everyone’s</span>}
              {view.mine && (
                <IconButton
                  icon="trash"
                  label={`Remove the view ${view.title}`}
                  size="s"
                  onPress={() => void remove(at)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      <TextField
        label="Save what is shown as"
        description={`${what.filter(Boolean).join(', ')}, ${orderWords[look.order]}`}
        value={title}
        onChange={setTitle}
        maxLength={60}
        autoFocus={views.length === 0}
      />
      {mayShare && (
        <Checkbox isSelected={shared} onChange={setShared}>
          For everyone in the clinic
        </Checkbox>
      )}
      <div className="inbox-actions-row">
        <Button
          size="s"
          look="primary"
          keys="Mod+Enter"
          isDisabled={title.trim() === '' || busy}
          onPress={() => void save()}
        >
          Save
        </Button>
        <Button size="s" look="quiet" keys="Escape" onPress={close}>
          Close
        </Button>
      </div>
    </section>
  )
}

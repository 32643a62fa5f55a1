import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { Staff } from '../../shared/contract/views/session.js'
import { type Density, prefer, send, shell, type Theme, toastRefusal, usePreferences } from '../data/index.js'
import { Avatar, Menu } from '../ui/index.js'
import { LeaveGuard } from './LeaveGuard.js'

const themes: { id: Theme; label: string }[] = [
  { id: 'system', label: 'As the computer' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
  { id: 'contrast', label: 'High contrast' },
]
const densities: { id: Density; label: string }[] = [
  { id: 'comfortable', label: 'Comfortable' },
  { id: 'dense', label: 'Dense' },
]

/** Who is here, how it looks to them, and the way out. */
export function PersonMenu({ user, onMap }: { user: Staff; onMap: () => void }) {
  const { theme, density } = usePreferences()
  const [unsent, setUnsent] = useState(false)

  const signOut = async (evenIfUnsent: boolean) => {
    setUnsent(false)
    const result = await send('session.sign-out', { evenIfUnsent })
    if (result.ok) return
    if (result.refusal.code === 'conflict') setUnsent(true)
    else toastRefusal(result.refusal)
  }
  const act = (id: string) => {
    const [kind, value] = id.split(':')
    if (kind === 'theme') prefer({ theme: value as Theme })
    else if (kind === 'density') prefer({ density: value as Density })
    else if (kind === 'window') void shell.openWindow()
    else if (kind === 'map') onMap()
    else void signOut(false)
  }
  return (
    <>
      <Menu
        label="You and this window"
        trigger={
          <AriaButton className="person" aria-label={`${user.name}, ${user.title}: theme, density, sign out`}>
            <Avatar initials={user.initials} />
          </AriaButton>
        }
        onAction={act}
        groups={[
          {
            title: `${user.name}, ${user.title}`,
            items: [
              { id: 'map', label: 'Keyboard map', icon: 'keyboard', keys: '?' },
              { id: 'window', label: 'New window', icon: 'new-window' },
            ],
          },
          {
            title: 'Theme',
            items: themes.map((item) => ({ id: `theme:${item.id}`, label: item.label, checked: item.id === theme })),
          },
          {
            title: 'Rows',
            items: densities.map((item) => ({
              id: `density:${item.id}`,
              label: item.label,
              checked: item.id === density,
            })),
          },
          { items: [{ id: 'out', label: 'Sign out', icon: 'sign-out' }] },
        ]}
      />
      {unsent && (
        <LeaveGuard what="sign-out" count={0} onStay={() => setUnsent(false)} onLeave={() => void signOut(true)} />
      )}
    </>
  )
}

import { Button } from 'react-aria-components'
import type { SyncView } from '../../shared/contract/views/session.js'
import { go, useConnected, useLive } from '../data/index.js'
import { Icon, type IconName, Tooltip } from '../ui/index.js'

/** Tone and picture of the line; green is only ever the server's word. */
export function syncLook(sync: SyncView): { tone: 'good' | 'plain' | 'attention'; icon: IconName } {
  if (sync.needsYou > 0) return { tone: 'attention', icon: 'cloud-alert' }
  if (sync.state === 'offline') return { tone: 'attention', icon: 'cloud-off' }
  if (sync.state !== 'online' || sync.firstPull) return { tone: 'plain', icon: 'cloud' }
  return sync.sending + sync.savedHere > 0 ? { tone: 'plain', icon: 'cloud-up' } : { tone: 'good', icon: 'cloud-check' }
}

/** One line: where my work is. */
export function SyncLine() {
  const sync = useLive('sync.status', {}).data
  const connected = useConnected()
  if (!sync) return <span className="sync" />
  const { tone, icon } = connected ? syncLook(sync) : ({ tone: 'plain', icon: 'cloud' } as const)
  const line = connected ? sync.line : 'Starting again'
  return (
    <Tooltip text={sync.problem ? `${sync.problem} Open “Where my work is”.` : 'Where my work is · Ctrl Shift U'}>
      <Button
        className="sync num"
        data-tone={tone}
        aria-label={`${line}. Where my work is`}
        onPress={() => go('clinic', 'work')}
      >
        <Icon name={icon} />
        <span role="status">{line}</span>
      </Button>
    </Tooltip>
  )
}

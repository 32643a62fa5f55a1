import { Button } from 'react-aria-components'
import type { Role } from '../../shared/domain/role.js'
import { go, useLive, useNavigation, useTwoVersions } from '../data/index.js'
import { Badge, Icon, keyWords, Tooltip } from '../ui/index.js'
import { type PlaceEntry, placesOf } from './places.js'

/** Places looked at now and then. */
const below: ReadonlySet<string> = new Set(['insight', 'clinic'])

/** The places, and how much waits in each. */
export function Rail({ role }: { role: Role }) {
  const place = useNavigation((state) => state.place)
  const counts = useLive('inbox.counts', {}).data?.boxes.mine
  const threads = useLive('thread.counts', {}).data
  const versions = useTwoVersions().size
  // Two versions are a place only while there are some, or while one is there.
  const entries = placesOf(role).filter(
    (entry) => entry.name !== 'conflicts' || versions > 0 || place.name === 'conflicts',
  )
  const draws = useLive('draw.list', entries.some((entry) => entry.name === 'draws') ? {} : null).data
  const here = place.name === 'chart' ? 'patients' : place.name
  const waits = (entry: PlaceEntry) => {
    if (entry.name === 'inbox' && counts) {
      return (
        <Badge
          count={counts.open}
          label={counts.urgent > 0 ? `open, ${counts.urgent} urgent` : 'open'}
          tone={counts.urgent > 0 ? 'danger' : 'attention'}
        />
      )
    }
    if (entry.name === 'messages' && threads) {
      return <Badge count={threads.waiting + threads.unread} label="waiting for an answer or new" />
    }
    if (entry.name === 'conflicts') return <Badge count={versions} label="to decide" />
    if (entry.name === 'draws' && draws) {
      // Loud only for the one whose work it is.
      const stat = role === 'phlebotomist' && draws.waiting.some((row) => row.stat)
      return (
        <Badge
          count={draws.waiting.length}
          label={stat ? 'waiting, one or more STAT' : 'waiting'}
          tone={stat ? 'danger' : 'attention'}
        />
      )
    }
    return null
  }
  const item = (entry: PlaceEntry) => (
    <Tooltip key={entry.name} text={`${entry.label} · ${keyWords(entry.keys)}`} placement="right">
      <Button
        className="rail-item"
        aria-current={here === entry.name ? 'page' : undefined}
        data-here={here === entry.name || undefined}
        onPress={() => go(entry.name)}
      >
        <span className="rail-icon">
          <Icon name={entry.icon} size={20} />
          {waits(entry)}
        </span>
        {entry.label}
      </Button>
    </Tooltip>
  )
  return (
    <nav className="rail" aria-label="Places">
      <span className="rail-logo" aria-hidden>
        R
      </span>
      {entries.filter(({ name }) => !below.has(name)).map(item)}
      <span className="rail-space" />
      {entries.filter(({ name }) => below.has(name)).map(item)}
    </nav>
  )
}

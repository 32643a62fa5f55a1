import { Button } from 'react-aria-components'
import type { Staff } from '../../shared/contract/views/session.js'
import { closeChart, go, type PlaceName, useLive, useNavigation } from '../data/index.js'
import type { OpenChart } from '../data/navigation.js'
import { goToTab } from '../data/navigation.js'
import { Icon, IconButton, Kbd, PatientMark } from '../ui/index.js'
import { PersonMenu } from './PersonMenu.js'
import { placeEntry } from './places.js'
import { SyncLine } from './SyncLine.js'

/** Open charts as tabs, the one search, where the work is, and the person. */
export function TopBar({ user, onSearch, onMap }: { user: Staff; onSearch: () => void; onMap: () => void }) {
  const { place, charts, home } = useNavigation()
  return (
    <header className="top">
      <nav className="top-tabs" aria-label="Open charts">
        <div className="top-tab" data-here={place.name !== 'chart' || undefined}>
          <Button
            className="top-tab-button"
            aria-current={place.name !== 'chart' ? 'page' : undefined}
            onPress={() => go(home)}
          >
            {placeEntry(home as PlaceName).label}
          </Button>
        </div>
        {charts.map((chart, index) => (
          <ChartTab
            key={chart.patient}
            chart={chart}
            index={index}
            here={place.name === 'chart' && place.patient === chart.patient}
          />
        ))}
      </nav>
      <Button
        className="top-search"
        onPress={onSearch}
        aria-label="Search patients, screens and actions"
        aria-keyshortcuts="Control+K"
      >
        <Icon name="search" />
        <span>Patients, screens, actions</span>
        <Kbd keys="Mod+K" />
      </Button>
      <SyncLine />
      <PersonMenu user={user} onMap={onMap} />
    </header>
  )
}

function ChartTab({ chart, index, here }: { chart: OpenChart; index: number; here: boolean }) {
  const patient = useLive('patient.banner', { patient: chart.patient }).data
  const name = patient?.shortName ?? 'Chart'
  return (
    <div
      className="top-tab"
      data-here={here || undefined}
      onAuxClick={(event) => {
        if (event.button === 1) closeChart(chart.patient)
      }}
    >
      <Button
        className="top-tab-button"
        aria-current={here ? 'page' : undefined}
        aria-label={patient ? `Chart of ${patient.name}` : 'Chart'}
        aria-keyshortcuts={index < 8 ? `Control+${index + 2}` : undefined}
        onPress={() => goToTab(index + 1)}
      >
        {patient && <PatientMark colour={patient.colour} />}
        <span className="ellipsis">{name}</span>
      </Button>
      <IconButton
        icon="close"
        size="s"
        label={`Close ${name}`}
        {...(here ? { keys: 'Mod+W' } : {})}
        className="top-tab-close"
        onPress={() => closeChart(chart.patient)}
      />
    </div>
  )
}

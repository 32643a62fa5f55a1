import { useEffect, useState } from 'react'
import type { SessionView, Staff } from '../../shared/contract/views/session.js'
import { homeOf } from '../../shared/domain/role.js'
import { asLocalId } from '../../shared/kernel/ids.js'
import {
  bindPatient,
  closeChart,
  closeDesk,
  go,
  openChart,
  shell,
  useDeedsTold,
  useDesk,
  useDraftsKept,
  useKeys,
  useNavigation,
  useReady,
} from '../data/index.js'
import { goToTab, nextTab } from '../data/navigation.js'
import { undoNewest } from '../data/toasts.js'
import { signIn } from '../features/start/signIn.js'
import { Split } from '../ui/index.js'
import { ErrorBoundary } from './ErrorBoundary.js'
import { KeyboardMap } from './KeyboardMap.js'
import { Notices } from './Notices.js'
import { Notifier } from './Notifier.js'
import { Palette } from './Palette.js'
import { PatientTab } from './PatientTab.js'
import { PracticeRibbon } from './PracticeRibbon.js'
import { placesOf } from './places.js'
import { Rail } from './Rail.js'
import {
  ClinicScreen,
  ConflictsScreen,
  DeskPanel,
  DrawsScreen,
  InboxScreen,
  InsightScreen,
  MessagesScreen,
  PatientsScreen,
  ResultsScreen,
  TodayScreen,
} from './screens.js'
import { TopBar } from './TopBar.js'

/** Screens that have a patient of their own and bind it themselves. */
const ownPatient: readonly string[] = ['draws', 'inbox', 'messages', 'results', 'conflicts']

/** Everything around a screen: rail, tabs, search, where the work is. */
export function Frame({ session, user }: { session: SessionView; user: Staff }) {
  const place = useNavigation((state) => state.place)
  const charts = useNavigation((state) => state.charts)
  const desk = useDesk((state) => state.task)
  const [palette, setPalette] = useState(false)
  const [map, setMap] = useState(false)
  const patient = place.name === 'chart' ? place.patient : null

  // Once per sign-in: the role's own screen, or the patient this window is for. After a reload, where one was.
  useEffect(() => {
    if (useNavigation.getState().charts.length > 0) return
    const only = shell.patient()
    if (only) openChart(asLocalId(only))
    else go(homeOf[user.role])
  }, [user.role])
  const bindsItself = ownPatient.includes(place.name)
  useEffect(() => {
    if (!bindsItself) bindPatient(patient)
  }, [patient, bindsItself])
  useDraftsKept()
  useDeedsTold()
  useReady(place.name !== 'today')

  useKeys('Everywhere', [
    { keys: 'Mod+K', label: 'Search patients, screens and actions', run: () => setPalette(true), quiet: true },
    { keys: '?', label: 'Keyboard map', run: () => setMap(true) },
    ...placesOf(user.role).map((entry) => ({
      keys: entry.keys,
      label: `Go to ${entry.label}`,
      run: () => go(entry.name),
      quiet: true,
    })),
    { keys: 'Mod+Tab', label: 'Next tab', run: () => nextTab(1), quiet: true },
    { keys: 'Mod+Shift+Tab', label: 'Tab before', run: () => nextTab(-1), quiet: true },
    ...[0, ...charts.map((_, index) => index + 1)].slice(0, 9).map((index) => ({
      keys: `Mod+${index + 1}`,
      label: index === 0 ? 'First tab: the screen' : `Tab ${index + 1}`,
      run: () => goToTab(index),
      quiet: true,
    })),
    { keys: 'Mod+W', label: 'Close this chart', run: () => patient && closeChart(patient), quiet: patient === null },
    {
      keys: 'Mod+Shift+O',
      label: 'Open this chart in a new window',
      run: () => patient && void shell.openWindow(patient),
      when: patient !== null,
    },
    { keys: 'Mod+Shift+U', label: 'Where my work is', run: () => go('clinic', 'work') },
    { keys: 'Mod+Z', label: 'Undo what was just done', run: () => void undoNewest(), quiet: true },
  ])

  const screen =
    place.name === 'chart' ? (
      <ErrorBoundary key={place.patient} part="this chart">
        <PatientTab patient={place.patient} />
      </ErrorBoundary>
    ) : (
      <ErrorBoundary key={place.name} part="this screen">
        {place.name === 'today' && <TodayScreen user={user} />}
        {place.name === 'patients' && <PatientsScreen />}
        {place.name === 'inbox' && <InboxScreen task={place.section} />}
        {place.name === 'draws' && <DrawsScreen />}
        {place.name === 'messages' && <MessagesScreen section={place.section} />}
        {place.name === 'results' && <ResultsScreen section={place.section} />}
        {place.name === 'conflicts' && <ConflictsScreen section={place.section} />}
        {place.name === 'insight' && <InsightScreen />}
        {place.name === 'clinic' && <ClinicScreen section={place.section} />}
      </ErrorBoundary>
    )
  return (
    <div className="frame">
      {session.practice && <PracticeRibbon />}
      <div className="frame-below">
        <Rail role={user.role} />
        <div className="frame-right">
          <TopBar user={user} onSearch={() => setPalette(true)} onMap={() => setMap(true)} />
          <Notices session={session} onSignIn={() => void signIn()} />
          <main className="frame-main" data-place={place.name}>
            {/* The screen keeps its place in the tree, and with it a note being written, while the panel comes and goes. */}
            <Split
              id="desk"
              label="Front desk"
              side="right"
              size={430}
              min={380}
              max={620}
              panel={desk && <DeskPanel key={JSON.stringify(desk)} task={desk} onClose={closeDesk} />}
            >
              {screen}
            </Split>
          </main>
        </div>
      </div>
      <Notifier />
      {palette && <Palette role={user.role} onClose={() => setPalette(false)} />}
      {map && <KeyboardMap onClose={() => setMap(false)} />}
    </div>
  )
}

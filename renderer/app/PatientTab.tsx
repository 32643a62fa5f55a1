import type { ReactNode } from 'react'
import type { PatientBanner } from '../../shared/contract/views/patient.js'
import { dateForReading, momentForReading } from '../../shared/kernel/dates.js'
import type { LocalId } from '../../shared/kernel/ids.js'
import {
  closeChart,
  go,
  keepHere,
  openDesk,
  openNote,
  shell,
  useAhead,
  useBinding,
  useKeys,
  useLive,
  useMay,
  useNavigation,
  useNow,
  useServerNow,
  useTwoVersions,
} from '../data/index.js'
import { minutesSince, waitWords } from '../data/visit.js'
import { AsOf, Banner, Button, IconButton, Notice, Problem, Skeleton } from '../ui/index.js'
import { MergedNotice } from './MergedNotice.js'
import { NoLongerHere } from './NoLongerHere.js'
import { ChartScreen, NoteScreen, ThreadPane } from './screens.js'

interface Fact {
  label: string
  value: ReactNode
  minor?: boolean
}

/** Facts at the right of the banner: why they are here, where, with whom, and how current this is. */
export function bannerFacts(patient: PatientBanner, now: Date, serverNow: Date): Fact[] {
  const { here } = patient
  const facts: Fact[] = []
  if (here) {
    facts.push({ label: 'Here for', value: `${here.reason}, ${here.time}` })
    const wait = here.since && here.state !== 'finished' ? waitWords(minutesSince(here.since, now)) : null
    const where =
      here.where ?? (here.state === 'booked' ? 'not here yet' : here.state === 'finished' ? 'finished' : 'waiting')
    facts.push({ label: 'Where', value: [where, wait].filter(Boolean).join(' · ') })
    if (here.with && here.with !== patient.primary) facts.push({ label: 'With', value: here.with, minor: true })
  }
  if (patient.primary)
    facts.push({
      label: here?.with === patient.primary ? 'With, primary' : 'Primary',
      value: patient.primary,
      minor: true,
    })
  if (patient.asOf) facts.push({ label: 'As of', value: <AsOf at={patient.asOf} now={serverNow} /> })
  return facts
}

/** One open chart: the banner, and below it what the chart makes of the space. */
export function PatientTab({ patient }: { patient: LocalId }) {
  const { data, refusal, loading, stale } = useLive('patient.banner', { patient })
  // The chart is asked for together with the banner, not after it.
  useAhead(patient, 0)
  const note = useNavigation((state) => state.charts.find((chart) => chart.patient === patient)?.note ?? null)
  const binding = useBinding(patient)
  const versions = useTwoVersions(patient)
  const [first] = versions.values()
  const now = useNow()
  const serverNow = useServerNow()
  const mayUpdate = useMay('patient.update')
  const showDetails = () => openDesk({ kind: 'details', patient })
  const pinned = data?.pinned === true
  const pinIt = () => data && void keepHere(patient, data.name, !pinned)
  useKeys('Patient', [
    { keys: 'Mod+Shift+D', label: 'Details of this patient', run: showDetails, when: mayUpdate },
    {
      keys: 'Mod+Shift+K',
      label: pinned ? 'Keep this chart here no longer' : 'Keep this chart on this workstation',
      run: pinIt,
      when: data !== null && data !== undefined,
    },
  ])
  if (refusal)
    return (
      <Problem title={refusal.message} actions={<Button onPress={() => closeChart(patient)}>Close this tab</Button>} />
    )
  if (data === undefined && loading) return <Skeleton lines={6} label="Opening the chart" />
  if (!data) return <NoLongerHere patient={patient} />
  return (
    <div className="patient-tab" data-stale={stale || undefined}>
      <Banner
        person={{
          ...data,
          born: dateForReading(data.birthDate),
          allergies: data.allergies.map((allergy) => ({ ...allergy, twoVersions: versions.has(allergy.id) })),
        }}
        facts={bannerFacts(data, now, serverNow)}
        actions={
          <>
            <IconButton
              icon="pin"
              look="plain"
              pressed={pinned}
              label={pinned ? 'Kept on this workstation; keep it no longer' : 'Keep on this workstation'}
              keys="Mod+Shift+K"
              onPress={pinIt}
            />
            {mayUpdate && (
              <IconButton icon="person" look="plain" label="Details" keys="Mod+Shift+D" onPress={showDetails} />
            )}
            <Button icon="new-window" onPress={() => void shell.openWindow(patient)}>
              New window
            </Button>
          </>
        }
      />
      {data.mergedInto && <MergedNotice into={data.mergedInto} />}
      {first && (
        <Notice
          tone="attention"
          icon="merge"
          actions={
            <Button size="s" onPress={() => go('conflicts', first.item)}>
              Compare
            </Button>
          }
        >
          Two versions: {[...versions.values()].map(({ title }) => title).join('; ')}.
          {first.putOff &&
            versions.size === 1 &&
            ` Put off by ${first.putOff.by}, ${momentForReading(first.putOff.at, now)}.`}
        </Notice>
      )}
      {binding.refusal && (
        <Notice tone="attention" icon="lock">
          {binding.refusal} You can read this chart; writing is off.
        </Notice>
      )}
      <div className="patient-tab-chart">
        <ChartScreen
          patient={patient}
          noteId={note}
          renderNote={(id) => <NoteScreen key={id} note={id} patient={patient} />}
          renderThread={({ key, ...shown }) => <ThreadPane key={key} {...shown} />}
          onOpenNote={(id) => openNote(patient, id)}
        />
      </div>
    </div>
  )
}

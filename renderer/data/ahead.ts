import { useEffect } from 'react'
import type { LocalId } from '../../shared/kernel/ids.js'
import type { Watch } from './client.js'
import { client } from './connection.js'

/** A choice that has rested so long is likely to be gone on from, milliseconds. */
const restMs = 120

/** Asks what is likely to be shown next once `about` has rested. Nothing is fetched from the EHR and nothing is opened by it. */
function useAsked(about: string | null, afterMs: number, watches: () => readonly Watch<unknown>[]): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: `about` says what they ask
  useEffect(() => {
    if (about === null) return
    let stop: (() => void)[] = []
    const timer = setTimeout(() => {
      stop = watches().map((watch) => watch.subscribe(() => {}))
    }, afterMs)
    return () => {
      clearTimeout(timer)
      for (const each of stop) each()
    }
  }, [about, afterMs])
}

/** Asks what a patient's chart will show while they are only chosen, so that opening it waits for nothing. */
export const useAhead = (patient: LocalId | null | undefined, afterMs = restMs): void =>
  useAsked(patient ?? null, afterMs, () =>
    patient ? [client.watch('patient.banner', { patient }), client.watch('chart.view', { patient })] : [],
  )

/** Asks for the task that comes after the one in view, and whose it is, so that finishing this one waits for nothing. */
export const useTaskAhead = (task: LocalId | null, patient: LocalId | undefined): void =>
  useAsked(task && `${task} ${patient}`, restMs, () => [
    ...(task ? [client.watch('task.view', { task })] : []),
    ...(patient ? [client.watch('patient.banner', { patient })] : []),
  ])

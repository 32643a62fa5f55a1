import { useEffect } from 'react'
import type { LocalId } from '../../shared/kernel/ids.js'
import { client } from './connection.js'

/** A choice that has rested so long is likely to be opened next, milliseconds. */
const restMs = 120

/**
 * Asks what a patient's chart will show while they are only chosen, so that opening it waits for nothing. Nothing is
 * fetched from the EHR and nothing is opened by it: it reads what this workstation holds.
 */
export function useAhead(patient: LocalId | null | undefined, afterMs = restMs): void {
  useEffect(() => {
    if (!patient) return
    let stop: (() => void)[] = []
    const timer = setTimeout(() => {
      const watches = [client.watch('patient.banner', { patient }), client.watch('chart.view', { patient })]
      stop = watches.map((watch) => watch.subscribe(() => {}))
    }, afterMs)
    return () => {
      clearTimeout(timer)
      for (const each of stop) each()
    }
  }, [patient, afterMs])
}

import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { InputOf, OutputOf, QueryName } from '../../shared/contract/contract.js'
import { inputKey, type Live } from './client.js'
import { client } from './connection.js'

export interface LiveResult<T> extends Live<T> {
  /** `data` is the answer to the input before this one, kept so that the list does not blink. */
  previous: boolean
}

const IDLE: Live<never> = { data: undefined, refusal: undefined, loading: false, stale: false }
const idle = () => IDLE
const silent = () => () => {}

/**
 * A live answer: it changes on screen when the facts change. Null asks nothing. `keepPrevious` shows the last answer
 * until the new one comes, for search and day lists; between two patients nothing is ever kept. What does not `linger`
 * is not kept up to date for a moment longer than it is shown.
 */
export function useLive<K extends QueryName>(
  name: K,
  input: InputOf<K> | null,
  { keepPrevious = false, lingers = true }: { keepPrevious?: boolean; lingers?: boolean } = {},
): LiveResult<OutputOf<K>> {
  const key = input === null ? null : inputKey(input)
  const watch = useMemo(
    () => (key === null ? null : client.watch(name, JSON.parse(key) as InputOf<K>, { lingers })),
    [name, key, lingers],
  )
  const live = useSyncExternalStore<Live<OutputOf<K>>>(watch?.subscribe ?? silent, watch?.current ?? idle)
  const kept = useRef<{ name: string; patient: unknown; data: OutputOf<K> } | null>(null)
  const patient = (input as { patient?: unknown } | null)?.patient
  useEffect(() => {
    if (live.data !== undefined) kept.current = { name, patient, data: live.data }
  }, [live.data, name, patient])
  const before = kept.current
  if (
    keepPrevious &&
    live.loading &&
    live.data === undefined &&
    before &&
    before.name === name &&
    before.patient === patient
  ) {
    return { ...live, data: before.data, previous: true }
  }
  return { ...live, previous: false }
}

/** The present time, renewed each `everyMs`, for waits and ages on screen. */
export function useNow(everyMs = 15_000): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}

/** The present time by the EHR's clock, as far as it is known to differ: what `as of` is measured against. */
export function useServerNow(everyMs = 30_000): Date {
  const now = useNow(everyMs)
  const ahead = useLive('sync.status', {}).data?.clockMinutesAhead ?? 0
  return useMemo(() => (ahead === 0 ? now : new Date(now.getTime() - ahead * 60_000)), [now, ahead])
}

/** Whether a core is listening. */
export const useConnected = (): boolean => useSyncExternalStore(client.onConnection, client.connected)

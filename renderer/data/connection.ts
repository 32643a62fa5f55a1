import { useStore } from 'zustand'
import type { CommandName, InputOf, OutputOf } from '../../shared/contract/contract.js'
import type { LocalId } from '../../shared/kernel/ids.js'
import type { Result } from '../../shared/kernel/result.js'
import { createBinding, type PatientCommand } from './binding.js'
import { bridge } from './bridge.js'
import { createClient } from './client.js'

/** This window's client and binding. */
export const client = createClient(bridge())
const binding = createBinding(client)

const aboutPatient = (input: unknown): input is { patient: string } =>
  typeof input === 'object' && input !== null && typeof (input as { patient?: unknown }).patient === 'string'

let sentAt = Number.NEGATIVE_INFINITY

/** Whether somebody did something in this window just now: what is told once is told there. */
export const actedHere = (): boolean => performance.now() - sentAt < 3_000

/**
 * Sends a command; an expected failure comes back as a refusal, in words for the person. One about a patient goes only
 * while this window shows that patient (`useBinding`); from lists and undos use `sendFor`.
 */
export function send<K extends CommandName>(name: K, input: InputOf<K>): Promise<Result<OutputOf<K>>> {
  sentAt = performance.now()
  if (aboutPatient(input)) return binding.send(name as PatientCommand, input as never) as Promise<Result<OutputOf<K>>>
  return client.send(name, input)
}

/** A command about a patient this window may not show: from a list, an undo toast, or an editor that is closing. */
export const sendFor = binding.sendFor

/** Binds this window to the patient its screen shows; null when it shows none. */
export const bindPatient = binding.bind

/** The patient this window's screen shows, bound or about to be. */
export const shownPatient = (): LocalId | null => binding.store.getState().wanted

/** `writable` once the core has bound this window to the patient: enable writing only then. */
export function useBinding(patient: string | null): { writable: boolean; refusal: string | undefined } {
  const writable = useStore(binding.store, (state) => patient !== null && state.bound === patient)
  const refusal = useStore(binding.store, (state) => (state.wanted === patient ? state.refusal?.message : undefined))
  return { writable, refusal }
}

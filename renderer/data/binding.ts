import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CommandName, InputOf, OutputOf } from '../../shared/contract/contract.js'
import type { LocalId } from '../../shared/kernel/ids.js'
import { type Refusal, type Result, refuse } from '../../shared/kernel/result.js'
import type { Client } from './client.js'

/** Which patient this window is for. `bound` is the core's word; `wanted` is what the screen shows. */
export interface BindingState {
  wanted: LocalId | null
  bound: LocalId | null
  /** Why the wanted patient could not be bound. */
  refusal?: Refusal
}

/** Commands about a patient. */
export type PatientCommand = { [K in CommandName]: InputOf<K> extends { patient: string } ? K : never }[CommandName]

export interface Binding {
  store: StoreApi<BindingState>
  /** Shows another patient, or none. The newest wish wins. */
  bind(patient: LocalId | null): void
  /**
   * A command about a patient this window may not show: from a list, an undo, or a leaving editor. The window is bound
   * to that patient for the length of the command and then back; commands about the shown patient wait meanwhile.
   */
  sendFor<K extends PatientCommand>(name: K, input: InputOf<K>): Promise<Result<OutputOf<K>>>
  /** A command about the shown patient. Refused here when the screen has gone to another. */
  send<K extends PatientCommand>(name: K, input: InputOf<K>): Promise<Result<OutputOf<K>>>
}

export function createBinding(client: Client): Binding {
  const store = createStore<BindingState>(() => ({ wanted: null, bound: null }))
  // Binding and what depends on it go one after the other.
  let last: Promise<unknown> = Promise.resolve()
  let atWork = 0
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    atWork++
    const turn = last.then(work).finally(() => {
      atWork--
    })
    last = turn.catch(() => undefined)
    return turn
  }

  const open = async (patient: LocalId | null): Promise<Refusal | undefined> => {
    if (store.getState().bound === patient) return undefined
    const result = await client.send('patient.open', { open: patient })
    if (!result.ok) return result.refusal
    store.setState({ bound: patient })
    return undefined
  }
  const settle = () =>
    inTurn(async () => {
      const { wanted } = store.getState()
      const refusal = await open(wanted)
      if (store.getState().wanted === wanted) store.setState({ refusal })
    })

  client.onEvent((name, data) => {
    if (name !== 'bound') return
    store.setState({ bound: (data as { patient: LocalId | null }).patient })
  })
  client.onConnection((connected) => {
    // A new core knows no binding.
    if (!connected) store.setState({ bound: null })
    else if (store.getState().wanted !== null) void settle()
  })

  /**
   * A core that has just started answers what had been lost before it hears of the binding. It did nothing then, so the
   * command goes once more, after the binding.
   */
  const sendBound: Binding['send'] = async (name, input) => {
    const patient = input.patient as LocalId
    const result = await client.send(name, input)
    if (result.ok || result.refusal.code !== 'wrong-patient' || store.getState().wanted !== patient) return result
    return inTurn(async () => {
      if (store.getState().wanted !== patient) return result
      const opened = await client.send('patient.open', { open: patient })
      if (!opened.ok) return opened
      store.setState({ bound: patient })
      return client.send(name, input)
    })
  }

  return {
    store,
    bind: (patient) => {
      if (store.getState().wanted === patient) return
      store.setState({ wanted: patient, refusal: undefined })
      void settle()
    },
    send: (name, input) => {
      const patient = input.patient as LocalId
      const { wanted, bound } = store.getState()
      if (bound === patient && atWork === 0) return sendBound(name, input)
      if (wanted !== patient) {
        return Promise.resolve(refuse('wrong-patient', 'This window now shows another patient. Nothing was changed.'))
      }
      return inTurn(async () => {
        const refusal = await open(patient)
        return refusal ? { ok: false as const, refusal } : client.send(name, input)
      })
    },
    sendFor: (name, input) => {
      const patient = input.patient as LocalId
      if (store.getState().bound === patient && atWork === 0) return client.send(name, input)
      return inTurn(async () => {
        const refusal = await open(patient)
        if (refusal) return { ok: false as const, refusal }
        const result = await client.send(name, input)
        const { wanted } = store.getState()
        if (wanted !== null && wanted !== patient) await open(wanted)
        return result
      })
    },
  }
}

import type { z } from 'zod'

/** Carries an output type in the contract's value without any run-time weight. */
export interface Shape<T> {
  readonly shape?: T
}
export const shape = <T>(): Shape<T> => ({})

export interface Query<In extends z.ZodType = z.ZodType, Out = unknown> {
  kind: 'query'
  input: In
  output: Shape<Out>
}
export interface Command<In extends z.ZodType = z.ZodType, Out = unknown> {
  kind: 'command'
  input: In
  output: Shape<Out>
}

/** A live question: screens watch it, the core re-runs it when what it read has changed. */
export const query = <In extends z.ZodType, Out>(input: In, output: Shape<Out>): Query<In, Out> => ({
  kind: 'query',
  input,
  output,
})

/**
 * A wish to change something. It carries an id from its sender, so that sending it again after a lost answer is safe.
 * One whose input has `patient` is refused as `wrong-patient` unless its window is bound to that patient.
 */
export const command = <In extends z.ZodType, Out>(input: In, output: Shape<Out>): Command<In, Out> => ({
  kind: 'command',
  input,
  output,
})

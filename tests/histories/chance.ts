import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

/** A number in [0, 1) that depends on nothing but the seed and the words: the same whatever happened before. */
export function chance(seed: number, words: string): number {
  let hash = 0x811c9dc5 ^ seed
  for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ words.charCodeAt(i), 0x01000193)
  return (mixed(hash) >>> 0) / 2 ** 32
}

/** Spreads neighbouring seeds over all of 32 bits; no two seeds become the same one. */
export function mixed(seed: number): number {
  let hash = seed | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

/** Numbers in [0, 1), the same for the same seed. */
export function numbers(seed: number): () => number {
  let state = mixed(seed)
  return () => {
    state = (state + 0x9e3779b9) | 0
    return (mixed(state) >>> 0) / 2 ** 32
  }
}

const real = { randomUUID: crypto.randomUUID, randomInt: crypto.randomInt }

/** Ids that the EHR and the workstations give are the same for the same history. Answers how to undo it. */
export function seededIds(seed: number): () => void {
  const next = numbers(seed)
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => Math.floor(next() * 16).toString(16)).join('')
  crypto.randomUUID = () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`
  crypto.randomInt = ((from: number, to: number) => from + Math.floor(next() * (to - from))) as typeof crypto.randomInt
  syncBuiltinESMExports()
  return () => {
    Object.assign(crypto, real)
    syncBuiltinESMExports()
  }
}

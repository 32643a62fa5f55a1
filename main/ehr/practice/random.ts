/**
 * Small fast random numbers keyed by (seed, patient number, stream), so that any patient can be made again alone.
 *
 * sfc32 (Chris Doty-Humphrey, PractRand, public domain) seeded through splitmix32 steps. Not for secrets.
 */
export class Random {
  private a: number
  private b: number
  private c: number
  private d: number

  constructor(seed: number, key: number, stream: number) {
    let h =
      Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^
      Math.imul(key + 0x7f4a7c15, 0xc2b2ae35) ^
      Math.imul(stream + 1, 0x27d4eb2f)
    const step = (): number => {
      h = (h + 0x9e3779b9) | 0
      let t = h ^ (h >>> 16)
      t = Math.imul(t, 0x21f0aaad)
      t ^= t >>> 15
      t = Math.imul(t, 0x735a2d97)
      return t ^ (t >>> 15)
    }
    this.a = step()
    this.b = step()
    this.c = step()
    this.d = 1
    for (let i = 0; i < 6; i += 1) this.bits()
  }

  private bits(): number {
    const t = (((this.a + this.b) | 0) + this.d) | 0
    this.d = (this.d + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = (this.c << 21) | (this.c >>> 11)
    this.c = (this.c + t) | 0
    return t >>> 0
  }

  /** Uniform in [0, 1). */
  next(): number {
    return this.bits() / 4294967296
  }

  /** Integer from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1))
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    return low + this.next() * (high - low)
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.next() * from.length)] as T
  }

  /** Standard normal, near enough: the sum of four uniforms, so never beyond ±3.46. */
  normal(): number {
    return (this.next() + this.next() + this.next() + this.next() - 2) * 1.7320508
  }

  /** Index drawn by weight. */
  weighted(weights: readonly number[]): number {
    let total = 0
    for (const weight of weights) total += weight
    let at = this.next() * total
    for (let i = 0; i < weights.length; i += 1) {
      at -= weights[i] as number
      if (at < 0) return i
    }
    return weights.length - 1
  }
}

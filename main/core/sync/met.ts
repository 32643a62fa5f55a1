/** Records that were met, by type and id folded to one number each: half a million take eight to sixteen megabytes. */
export class Met {
  /** Twice to four times as many places as records; 0 is an empty one. */
  #places = new Float64Array(1_024)
  #size = 0

  add(type: string, id: string): void {
    if ((this.#size + 1) * 2 > this.#places.length) {
      const old = this.#places
      this.#places = new Float64Array(old.length * 2)
      for (const number of old) if (number !== 0) this.#places[this.#placeOf(number)] = number
    }
    const number = folded(type, id)
    const place = this.#placeOf(number)
    if (this.#places[place] === 0) this.#size += 1
    this.#places[place] = number
  }

  has(type: string, id: string): boolean {
    return this.#places[this.#placeOf(folded(type, id))] !== 0
  }

  clear(): void {
    this.#places = new Float64Array(1_024)
    this.#size = 0
  }

  /** Where the number is, or would be. */
  #placeOf(number: number): number {
    const places = this.#places
    const stirred = Math.imul(number % 0x7fffffff, 0x9e3779b1) >>> 0
    let place = Math.floor((stirred / 0x100000000) * places.length)
    while (places[place] !== 0 && places[place] !== number) place = (place + 1) % places.length
    return place
  }
}

/** An id as a number above 0 (FNV-1a, 2 × 26 bits). */
function folded(type: string, id: string): number {
  let [a, b] = [0x811c9dc5, 0x1b873593]
  for (const text of [type, id]) {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      a = Math.imul(a ^ code, 0x01000193)
      b = Math.imul(b ^ code, 0x85ebca6b) ^ (b >>> 13)
    }
  }
  return (a & 0x3ffffff) * 0x4000000 + (b & 0x3ffffff) + 1
}

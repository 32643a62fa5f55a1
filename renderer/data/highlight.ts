/** Splits text into parts that the words of a search begin, and the rest, for marking matches. Accents do not matter. */
export function matchParts(text: string, search: string): { text: string; hit: boolean }[] {
  const words = plain(search)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  if (words.length === 0) return [{ text, hit: false }]
  const flat = plain(text)
  // Folding may change the length of rare letters; then nothing is marked rather than the wrong letters.
  if (flat.length !== text.length) return [{ text, hit: false }]
  const hits = new Array<boolean>(text.length).fill(false)
  for (const word of words) {
    let at = flat.indexOf(word)
    while (at >= 0) {
      const starts = at === 0 || !/[\p{L}\p{N}]/u.test(flat[at - 1] as string)
      if (starts) hits.fill(true, at, at + word.length)
      at = flat.indexOf(word, at + 1)
    }
  }
  const parts: { text: string; hit: boolean }[] = []
  for (let i = 0; i < text.length; i++) {
    const last = parts.at(-1)
    if (last && last.hit === hits[i]) last.text += text[i]
    else parts.push({ text: text[i] as string, hit: hits[i] as boolean })
  }
  return parts
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

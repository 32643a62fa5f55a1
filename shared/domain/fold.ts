/** Letters that Unicode decomposition leaves alone, as people without them on their keyboard write them. */
const plain: Record<string, string> = {
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŋ: 'ng',
  ʻ: "'",
  ʼ: "'",
  '’': "'",
  '‘': "'",
  '`': "'",
  '´': "'",
  '‐': '-',
  '‑': '-',
  '–': '-',
}

/** Text for comparing: lower case, without accents, apostrophes and hyphens in one spelling. */
export function fold(text: string): string {
  const lower = text.toLowerCase()
  // biome-ignore lint/suspicious/noControlCharactersInRegex: plain ASCII needs no folding, and most names are
  if (/^[\x00-\x7f]*$/.test(lower)) return lower
  return lower
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[øæœßłđðþıħŋʻʼ’‘`´‐‑–]/g, (letter) => plain[letter] as string)
}

/** What a name is searched by. `O'Brien-Ruiz` gives `obrienruiz`, `brien`, `ruiz` …; `van der Berg` also `vanderberg`. */
export function nameWords(parts: readonly string[]): string[] {
  const words = new Set<string>()
  for (const part of parts) {
    const pieces = fold(part)
      .split(/[\s,;/()"]+/)
      .filter(Boolean)
    const whole: string[] = []
    for (const piece of pieces) {
      const inner = piece
        .split(/[-'.]+/)
        .map((word) => word.replace(/[^\p{L}\p{N}]/gu, ''))
        .filter(Boolean)
      const joined = inner.join('')
      if (!joined) continue
      words.add(joined)
      whole.push(joined)
      if (inner.length > 1) for (const word of inner) if (word.length > 1) words.add(word)
    }
    if (whole.length > 1) words.add(whole.join(''))
  }
  return [...words]
}

/** The words someone typed to find a name, each as `nameWords` would have it joined. */
export function typedWords(text: string): string[] {
  const words = fold(text)
    .split(/[\s,;/()"]+/)
    .map((word) => word.replace(/[^\p{L}\p{N}]/gu, ''))
    .filter(Boolean)
  return [...new Set(words)]
}

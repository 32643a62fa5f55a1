/** Languages by their English names, in lower case, to their BCP 47 codes; made when first asked for. */
let codes: ReadonlyMap<string, string> | undefined

const letters = [...'abcdefghijklmnopqrstuvwxyz']

function twoLetterCodes(): Map<string, string> {
  const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })
  const found = new Map<string, string>()
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    // Codes that were given up (`iw`) have a successor, which is the one to use.
    const name = Intl.getCanonicalLocales(code)[0] === code ? names.of(code) : undefined
    if (name) found.set(name.toLowerCase(), code)
  }
  return found
}

/** The BCP 47 code of a language by its English name: `es` for Spanish; undefined where it has no code of two letters. */
export function languageCode(name: string): string | undefined {
  codes ??= twoLetterCodes()
  return codes.get(name.trim().toLowerCase())
}

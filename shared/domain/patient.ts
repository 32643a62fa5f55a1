/** How many colours patients are told apart by. */
export const patientColours = 12

/** A patient's colour, 0–11: the same on every workstation and for ever, from the record number (FNV-1a). */
export function patientColour(mrn: string): number {
  let hash = 0x811c9dc5
  for (const char of mrn) {
    hash ^= char.codePointAt(0) as number
    hash = Math.imul(hash, 0x01000193)
  }
  return (hash >>> 0) % patientColours
}

/** A record number for reading, digits in threes: `204 118`. Anything but six digits stays as it is. */
export const mrnForReading = (mrn: string): string => (/^\d{6}$/.test(mrn) ? `${mrn.slice(0, 3)} ${mrn.slice(3)}` : mrn)

/** The digits of a telephone number without its country code, for comparing (North American numbering). */
export function phoneDigits(text: string): string {
  const digits = text.replace(/\D/g, '')
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits
}

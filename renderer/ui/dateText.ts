const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** A month as people type it, `3`, `03`, `mar`, `March`: 1–12, or null. */
export function monthFrom(text: string): number | null {
  const word = text.trim().toLowerCase()
  if (/^\d{1,2}$/.test(word)) {
    const number = Number(word)
    return number >= 1 && number <= 12 ? number : null
  }
  if (word.length < 3) return null
  const index = MONTHS.findIndex((month) => word.startsWith(month))
  return index < 0 ? null : index + 1
}

/** `YYYY-MM-DD` of a day that exists, or null. */
export function dateFrom(day: string, month: string, year: string): string | null {
  const m = monthFrom(month)
  const d = Number(day)
  const y = Number(year)
  if (!m || !/^\d{1,2}$/.test(day) || !/^\d{4}$/.test(year)) return null
  const date = new Date(y, m - 1, d)
  if (date.getFullYear() !== y || date.getMonth() !== m - 1 || date.getDate() !== d) return null
  return `${year}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
}

/**
 * A whole date pasted or scanned at once, in the spellings that leave no doubt about day and month:
 * `1979-03-12`, `12 Mar 1979`, `Mar 12, 1979`, `19790312`. `3/12/1979` is left alone: it means two different days.
 */
export function wholeDateFrom(text: string): string | null {
  const clean = text.trim()
  const iso = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(clean)
  if (iso) return dateFrom(iso[3] as string, iso[2] as string, iso[1] as string)
  const dayFirst = /^(\d{1,2})[ .-]([a-z]{3,9})[ .,-]+(\d{4})$/i.exec(clean)
  if (dayFirst) return dateFrom(dayFirst[1] as string, dayFirst[2] as string, dayFirst[3] as string)
  const monthFirst = /^([a-z]{3,9})[ .-](\d{1,2})[ .,-]+(\d{4})$/i.exec(clean)
  if (monthFirst) return dateFrom(monthFirst[2] as string, monthFirst[1] as string, monthFirst[3] as string)
  return null
}

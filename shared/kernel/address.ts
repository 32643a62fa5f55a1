/** Longer ones are not written by people and hide where they lead. */
const longest = 2000

const web = /^https?:\/\/(?:[\p{L}\p{N}-]+\.)*[\p{L}\p{N}-]+(?::\d{1,5})?(?:[/?#][^\s\p{C}<>"'`{}|\\^]*)?$/iu
const mail = /^mailto:[\w.!#$%&*+/=?^~-]+@(?:[\p{L}\p{N}-]+\.)+[\p{L}\p{N}-]+$/iu
const phone = /^tel:\+?\d(?:[\d.() -]{0,30}\d)?$/i

/**
 * The address when it is one that may be opened from a note, undefined otherwise: a web page (http, https, without a name and
 * password in it), a mail address or a phone number. Everything else could run something or lead elsewhere than it says.
 */
export function safeAddress(text: string): string | undefined {
  const address = text.trim()
  if (address.length > longest) return undefined
  return web.test(address) || mail.test(address) || phone.test(address) ? address : undefined
}

/** What a person means by an address: `who.int` is a page, `a@b.org` a mail address, a number of digits a phone. */
export function meantAddress(typed: string): string | undefined {
  const text = typed.trim()
  if (/^[a-z][a-z\d+.-]*:/i.test(text) && !/^[^/]*:\d/.test(text)) return safeAddress(text)
  if (/^[^\s@/]+@[^\s@]+$/.test(text)) return safeAddress(`mailto:${text}`)
  if (/^\+?[\d.() -]{5,}$/.test(text)) return safeAddress(`tel:${text}`)
  return /^[^\s/]+\.[^\s/]{2,}/.test(text) ? safeAddress(`https://${text}`) : undefined
}

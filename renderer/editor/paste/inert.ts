const styleSheet = /<style\b[\s\S]*?(?:<\/style\s*>|$)/gi
/** Ends at the next `<`: a megabyte of tags nobody closed is read once and not from each of them on. */
const tag = /<[a-z](?:"[^"]*"|'[^']*'|[^<>"'])*>/gi
const active = /(\s|["'/])(style|on\w+)(\s*=)/gi

/**
 * A document of the HTML that runs, loads and styles nothing. Style attributes are renamed before the parser sees them:
 * the content policy would report each one, and nobody reads a page of such reports.
 */
export function inert(html: string): Document {
  const harmless = html
    .replace(styleSheet, '')
    .replace(tag, (whole) => whole.replace(active, (_all, before, name, equals) => `${before}data-${name}${equals}`))
  return new DOMParser().parseFromString(harmless, 'text/html')
}

/** The style an element of such a document was given. */
export const styleOf = (element: Element): string => element.getAttribute('data-style') ?? ''

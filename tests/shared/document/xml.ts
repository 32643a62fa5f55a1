/** An element of a parsed page. */
export interface Element {
  name: string
  attributes: Record<string, string>
  children: (Element | string)[]
}

const nameStart = /[A-Za-z_]/
const reference = /&(?:(amp|lt|gt|quot|apos)|#(\d+)|#x([0-9a-fA-F]+));/g
const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

function resolved(text: string): string {
  if (/&/.test(text.replace(reference, ''))) throw new Error(`a bare & in ${JSON.stringify(text)}`)
  return text.replace(reference, (_all, name, decimal, hex) =>
    name ? (named[name] as string) : String.fromCodePoint(Number(decimal ?? `0x${hex}`)),
  )
}

/** A strict reader of the XML subset our pages use; throws on anything that is not well-formed. */
export function readXml(source: string): Element {
  if (forbidden.test(source)) throw new Error('a character XML cannot hold')
  let rest = source.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\s*/, '')
  const root: Element = { name: '', attributes: {}, children: [] }
  const open = [root]
  while (rest.length > 0) {
    const top = open.at(-1) as Element
    if (!rest.startsWith('<')) {
      const end = rest.indexOf('<')
      const text = end < 0 ? rest : rest.slice(0, end)
      if (text.includes(']]>')) throw new Error(']]> in text')
      if (open.length === 1 && text.trim() !== '') throw new Error('text outside the page')
      top.children.push(resolved(text))
      rest = rest.slice(text.length)
      continue
    }
    const close = /^<\/([A-Za-z_][\w.-]*)\s*>/.exec(rest)
    if (close) {
      if (open.length < 2 || top.name !== close[1]) throw new Error(`</${close[1]}> closes <${top.name}>`)
      open.pop()
      rest = rest.slice(close[0].length)
      continue
    }
    const tag = /^<([A-Za-z_][\w.-]*)((?:\s+[A-Za-z_][\w.:-]*="[^"<]*")*)\s*(\/?)>/.exec(rest)
    if (!tag || !nameStart.test(rest[1] ?? '')) throw new Error(`not a tag: ${JSON.stringify(rest.slice(0, 40))}`)
    const attributes: Record<string, string> = {}
    for (const [, key, value] of (tag[2] as string).matchAll(/([A-Za-z_][\w.:-]*)="([^"<]*)"/g)) {
      if ((key as string) in attributes) throw new Error(`${key} twice`)
      attributes[key as string] = resolved(value as string)
    }
    const element: Element = { name: tag[1] as string, attributes, children: [] }
    top.children.push(element)
    if (tag[3] === '') open.push(element)
    rest = rest.slice(tag[0].length)
  }
  const page = root.children.filter((child) => typeof child !== 'string')
  if (open.length !== 1 || page.length !== 1) throw new Error('not one whole page')
  return page[0] as Element
}

export const elementsNamed = (within: Element, name: string): Element[] =>
  within.children.flatMap((child) =>
    typeof child === 'string' ? [] : [...(child.name === name ? [child] : []), ...elementsNamed(child, name)],
  )

export const textOf = (element: Element): string =>
  element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('')

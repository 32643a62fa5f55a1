import type { Node } from 'prosemirror-model'

/** A place of a phrase's text that means something: offsets count from the beginning of its textblock. */
export type Token = { from: number; to: number } & (
  | { kind: 'wildcard' }
  /** `{{age}}`, or with a question to ask `{{weeks: weeks of pregnancy}}`. */
  | { kind: 'parameter'; name: string; ask: string | undefined }
  /** `{left|right|both}`; several of them may hold in `{*fever|cough}`. */
  | { kind: 'choice'; options: string[]; many: boolean }
  /** `.name` at the beginning of a word. */
  | { kind: 'phrase'; name: string }
  /** `@a1c` at the beginning of a word. */
  | { kind: 'link'; name: string }
  /** `[[order: hemoglobin A1c]]` */
  | { kind: 'chip'; chip: string; words: string }
)

/** What stands for a leaf such as a line break or a chip in a textblock's text: no token reaches over one. */
const leaf = '\ufffc'

/** A wildcard first of all; a doubled brace before a single one; names only where a word may begin. */
const grammar = new RegExp(
  [
    '(?<wildcard>\\*{3,})',
    '\\{\\{\\s*(?<parameter>[a-z][a-z0-9 _-]{0,39}?)\\s*(?::\\s*(?<ask>[^{}|\\n\\ufffc]{1,80}?)\\s*)?\\}\\}',
    '\\{(?<many>\\*(?!\\*))?(?<options>[^{}\\n\\ufffc]*\\|[^{}\\n\\ufffc]*)\\}',
    '\\[\\[\\s*(?<chip>[a-z][a-z-]{1,19})\\s*:\\s*(?<words>[^\\[\\]\\n\\ufffc]{1,120}?)\\s*\\]\\]',
    '(?<![^\\s(\\[/:\\ufffc])\\.(?<phrase>[a-z][a-z0-9-]{1,29})(?![\\w-]|\\.\\w)',
    '(?<![^\\s(\\[/:\\ufffc])@(?<link>[a-z][a-z0-9-]{1,29})(?![\\w-]|\\.\\w)',
  ].join('|'),
  'g',
)

function tokenOf({ 0: whole, index, groups = {} }: RegExpExecArray): Token | undefined {
  const place = { from: index, to: index + whole.length }
  const { wildcard, parameter, ask, many, options, chip, words, phrase, link } = groups
  if (wildcard !== undefined) return { ...place, kind: 'wildcard' }
  if (parameter !== undefined) return { ...place, kind: 'parameter', name: parameter, ask }
  if (options !== undefined) {
    const each = [...new Set(options.split('|').map((option) => option.trim()))].filter((option) => option !== '')
    return each.length > 1 ? { ...place, kind: 'choice', options: each, many: many !== undefined } : undefined
  }
  if (chip !== undefined) return { ...place, kind: 'chip', chip, words: words ?? '' }
  if (phrase !== undefined) return { ...place, kind: 'phrase', name: phrase }
  return link === undefined ? undefined : { ...place, kind: 'link', name: link }
}

/** The tokens of a text, in order; none overlaps another. */
export function tokensIn(text: string): Token[] {
  if (!/[*{.@[]/.test(text)) return []
  return [...text.matchAll(grammar)].flatMap((match) => tokenOf(match) ?? [])
}

/** A textblock's text with as many characters as it has positions. */
export const blockText = (block: Node): string => block.textBetween(0, block.content.size, undefined, leaf)

/** The tokens of a textblock. */
export const tokensOf = (block: Node): Token[] => tokensIn(blockText(block))

/** The short names a phrase holds, once each. */
export function namesUsed(doc: Node): string[] {
  const names = new Set<string>()
  doc.descendants((node) => {
    if (!node.isTextblock) return true
    for (const token of tokensOf(node)) if (token.kind === 'phrase') names.add(token.name)
    return false
  })
  return [...names]
}

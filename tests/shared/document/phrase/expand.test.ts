import fc from 'fast-check'
import type { Node } from 'prosemirror-model'
import { describe, expect, it } from 'vitest'
import {
  documentText,
  documentXhtml,
  expandPhrase,
  namesUsed,
  type PhraseSources,
  parseDocument,
  schema,
  starters,
  tokensIn,
} from '../../../../shared/document/index.js'
import { phraseFromLines } from '../../../../shared/document/phrase/markup.js'
import { circleFrom, nameTrouble } from '../../../../shared/domain/phrase.js'

const from = (phrases: Record<string, string>, values: Record<string, string> = {}): PhraseSources => ({
  phrase: (name) => (phrases[name] === undefined ? undefined : phraseFromLines(phrases[name])),
  value: (name) => values[name],
})
const text = (lines: string, phrases: Record<string, string> = {}, values: Record<string, string> = {}): string =>
  documentText(expandPhrase(phraseFromLines(lines), from(phrases, values)).doc).replace(/^Words\n/, '')

describe('a phrase', () => {
  it('is filled from what is known; what is not known becomes a wildcard and is asked once', () => {
    const { doc, asks } = expandPhrase(
      phraseFromLines('{{name}}, {{age}}, at {{weeks: weeks of pregnancy}} weeks ({{weeks}}), A1c @a1c'),
      from({}, { name: 'Rosa', age: '' }),
    )
    expect(documentText(doc)).toContain('Rosa, ***, at *** weeks (***), A1c ***')
    expect(asks).toEqual([
      { name: 'age', words: 'age' },
      { name: 'weeks', words: 'weeks of pregnancy' },
    ])
  })

  it('takes what is put in as words, never as more of a phrase', () => {
    expect(text('{{name}} here', { ab: 'no' }, { name: '.ab {a|b}  {{age}}' })).toBe('.ab {a|b} {{age}} here')
  })

  it('holds others: in a sentence, as blocks of their own, in a list, in a table', () => {
    expect(text('Exam .lungs and more', { lungs: 'Lungs {clear|***}.' })).toBe('Exam Lungs {clear|***}. and more')
    expect(text('.two', { two: 'First\nSecond' })).toBe('First\nSecond')
    expect(text('Before .two after', { two: '# Head\n- a' })).toBe('Before \nHead\n- a\n after')
    expect(text('- .two', { two: '# Head\nmore' })).toBe('- Head\n  more')
    expect(text('- .tab', { tab: '| a | b |' })).toBe('- a | b')
    expect(text('# .two', { two: 'First\nSecond' })).toBe('First Second')
  })

  it('that is of no name is left to fill in, by its name; one that leads back to itself becomes a wildcard', () => {
    expect(text('.nothing here')).toBe('.nothing *** here')
    const { doc, left } = expandPhrase(phraseFromLines('.aa'), from({ aa: 'x .bb', bb: 'y .aa' }))
    expect(documentText(doc)).toContain('x y ***')
    expect(left).toEqual(['aa'])
    expect(circleFrom('aa', (name) => (name === 'aa' ? ['bb'] : ['aa']))).toEqual(['aa', 'bb', 'aa'])
  })

  it('keeps what it says bold, also around what is filled in', () => {
    const { doc } = expandPhrase(phraseFromLines('**For {{name}}:** x'), from({}, { name: 'Rosa' }))
    expect(doc.nodeAt(5)?.marks.map(({ type }) => type.name)).toEqual(['strong'])
    expect(doc.textContent).toBe('For Rosa: x')
  })
})

const name = fc.constantFrom('aa', 'bb', 'cc', 'dd')
const word = fc.oneof(
  fc.constantFrom('word', '***', '{a|b}', '{*a|b}', '{{age}}', '{{weeks: which}}', '@a1c', '[[order: x]]', '.'),
  name.map((each) => `.${each}`),
)
const line = fc
  .tuple(fc.constantFrom('', '# ', '- '), fc.array(word, { minLength: 1, maxLength: 5 }))
  .map(([lead, words]) => `${lead}${words.join(' ')}`)
const lines = fc.array(line, { minLength: 1, maxLength: 5 }).map((each) => each.join('\n'))

it('any phrases in each other make a valid document with nothing left to fill from what is known, and end', () => {
  fc.assert(
    fc.property(fc.tuple(lines, lines, lines, lines), ([aa, bb, cc, dd]) => {
      const { doc, left } = expandPhrase(phraseFromLines(aa), from({ aa, bb, cc, dd }, { age: '57 years' }))
      doc.check()
      expect(parseDocument(doc.toJSON()).ok).toBe(true)
      expect(doc.textContent).not.toContain('{{')
      expect(doc.textContent).not.toContain('@a1c')
      expect(namesUsed(doc)).toEqual([])
      documentXhtml(doc)
      for (const circular of left) expect(['aa', 'bb', 'cc', 'dd']).toContain(circular)
    }),
    { numRuns: 150 },
  )
})

it('wildcards stay what they are, however many stand in a line', () => {
  const doc = phraseFromLines('G*** P***, {no|yes: ***}, **Red flags** *** of {a|***}')
  expect(doc.textContent).toBe('G*** P***, {no|yes: ***}, Red flags *** of {a|***}')
})

describe('what comes with Rounds', () => {
  const all = starters()
  const byName = new Map(all.map((starter) => [starter.name, starter.doc]))
  const whole = (doc: Node) => expandPhrase(doc, { phrase: (each) => byName.get(each), value: () => undefined })

  it('is at least twenty templates and blocks, each with a name of its own', () => {
    expect(all.length).toBeGreaterThanOrEqual(24)
    expect(byName.size).toBe(all.length)
    for (const starter of all) expect([starter.name, nameTrouble(starter.name)]).toEqual([starter.name, undefined])
  })

  it.each(all.map((starter) => [starter.name, starter] as const))(
    '.%s is whole and uses only what is there',
    (_name, { doc, kind }) => {
      doc.check()
      const { doc: expanded, left } = whole(doc)
      expect(left).toEqual([])
      expect(namesUsed(expanded)).toEqual([])
      expect(kind === 'template').toBe(doc.childCount > 1)
      expect(schema.nodeFromJSON(doc.toJSON()).eq(doc)).toBe(true)
    },
  )

  it.each(all.map((starter) => [starter.name, starter] as const))(
    '.%s can always say that something was not examined, and claims no advice that was not given',
    (name, { doc }) => {
      for (const line of documentText(whole(doc).doc).split('\n'))
        if (/^(- )?(told|come|call at|call 911|go to)/i.test(line)) expect(line).toMatch(/\{[^{}]*\|[^{}]*\}/)
      doc.forEach((section) => {
        if (section.attrs.title !== 'Objective' && !name.startsWith('exam')) return
        section.descendants((node) => {
          if (!node.isTextblock) return true
          for (const token of tokensIn(node.textContent)) {
            if (token.kind !== 'choice' || token.many) continue
            const open = token.options.find((option) => /\*\*\*|^not |^no reason|past this age/.test(option))
            expect([token.options, open]).toEqual([token.options, expect.any(String)])
          }
          return false
        })
      })
    },
  )

  it.each(all.map((starter) => [starter.name, starter] as const))(
    '.%s says nothing of the patient that nobody chose',
    (_name, { doc }) => {
      // Outside of lists to choose from no finding is denied and none is called normal.
      const said = documentText(whole(doc).doc)
        .replace(/\{[^{}]*\}/g, '')
        .toLowerCase()
      for (const word of [
        'normal',
        'denies',
        'negative',
        'unremarkable',
        'no distress',
        'clear to',
        'intact',
        'benign',
      ]) {
        expect(said).not.toContain(word)
      }
    },
  )
})

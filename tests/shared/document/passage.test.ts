import type { Node } from 'prosemirror-model'
import { describe, expect, test } from 'vitest'
import {
  decided,
  documentText,
  documentXhtml,
  mergeDrafts,
  openPassages,
  parseDocument,
  schema,
} from '../../../shared/document/index.js'

const by = { mine: 'Jo Ruiz, MA', theirs: 'Dr Lena Novak' }
const paragraph = (text: string): Node => schema.node('paragraph', null, text ? [schema.text(text)] : [])
const note = (...texts: string[]): Node =>
  schema.node('doc', null, [
    schema.node('section', { code: '61150-9', title: 'Subjective' }, texts.map(paragraph)),
    schema.node('section', { code: '18776-5', title: 'Plan' }, [paragraph('')]),
  ])
const merge = (base: Node, mine: Node, theirs: Node): Node => {
  const merged = mergeDrafts(base, mine, theirs, by)
  if (!merged) throw new Error('not merged')
  return merged
}
const versions = (doc: Node): [string, string][] => {
  const [place] = openPassages(doc)
  const node = place && doc.nodeAt(place.from)
  return (node?.children ?? []).map((version) => [version.attrs.who, version.textContent])
}

describe('a passage that two people wrote', () => {
  const base = note('Cough.', 'Sleeps well.')
  const both = merge(base, note('Dry cough.', 'Sleeps well.'), note('Productive cough.', 'Sleeps well.'))

  test('stays in both versions, with who wrote which; what stood beside it is as it was', () => {
    expect(versions(both)).toEqual([
      ['Jo Ruiz, MA', 'Dry cough.'],
      ['Dr Lena Novak', 'Productive cough.'],
    ])
    expect(both.firstChild?.lastChild?.textContent).toBe('Sleeps well.')
    expect(openPassages(both)).toMatchObject([{ section: 'Subjective' }])
  })

  test('is a document like any other: stored, read back, and read as text and as XHTML with both names', () => {
    both.check()
    const again = parseDocument(JSON.stringify(both.toJSON()))
    expect(again.ok && again.doc.eq(both)).toBe(true)
    for (const words of [documentText(both), documentXhtml(both)])
      for (const part of ['Jo Ruiz, MA', 'Dr Lena Novak', 'Dry cough.', 'Productive cough.'])
        expect(words).toContain(part)
  })

  test('takes in what either goes on writing in their version', () => {
    const onward = note('Dry cough at night.', 'Sleeps well.')
    const after = merge(note('Dry cough.', 'Sleeps well.'), onward, both)
    expect(versions(after)).toEqual([
      ['Jo Ruiz, MA', 'Dry cough at night.'],
      ['Dr Lena Novak', 'Productive cough.'],
    ])
    const left = schema.nodeFromJSON(
      JSON.parse(JSON.stringify(both.toJSON()).replace('Dry cough.', 'Dry cough, mild.')),
    )
    const right = schema.nodeFromJSON(
      JSON.parse(JSON.stringify(both.toJSON()).replace('Productive cough.', 'Productive cough, green.')),
    )
    expect(versions(merge(both, left, right)).map(([, text]) => text)).toEqual([
      'Dry cough, mild.',
      'Productive cough, green.',
    ])
  })

  test('is decided for one or for all, in order', () => {
    const [place] = openPassages(both)
    const passage = both.nodeAt(place?.from as number) as Node
    expect(decided(passage, 1).firstChild?.textContent).toBe('Productive cough.')
    expect(decided(passage, 'all').content.map(({ textContent }) => textContent)).toEqual([
      'Dry cough.',
      'Productive cough.',
    ])
  })

  test('is none where both began in an empty place, and where one only took away what the other wrote on', () => {
    const begun = merge(note(''), note('Mine.'), note('Theirs.'))
    expect(openPassages(begun)).toEqual([])
    expect(begun.firstChild?.children.map(({ textContent }) => textContent)).toEqual(['Theirs.', 'Mine.'])
    const gone = merge(base, note('Sleeps well.'), note('Productive cough.', 'Sleeps well.'))
    expect(documentText(gone)).toContain('Productive cough.')
  })
})

import { Fragment, type Node, Slice } from 'prosemirror-model'
import { describe, expect, test } from 'vitest'
import {
  chipsIn,
  decided,
  documentText,
  documentXhtml,
  mergeDrafts,
  openPassages,
  parseDocument,
  schema,
} from '../../../shared/document/index.js'
import { rx } from '../../support/chips.js'

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

  test('is none in a list or a problem in which each wrote on another line', () => {
    const item = (text: string): Node => schema.node('list_item', null, [paragraph(text)])
    const inSection = (block: Node): Node => note('').replace(1, 3, new Slice(Fragment.from(block), 0, 0))
    const list = (...texts: string[]): Node => inSection(schema.node('bullet_list', null, texts.map(item)))
    const added = merge(
      list('Lisinopril', 'Metformin'),
      list('Lisinopril 10', 'Metformin'),
      list('Lisinopril', 'Metformin', 'Aspirin'),
    )
    expect(openPassages(added)).toEqual([])
    expect(added.eq(list('Lisinopril 10', 'Metformin', 'Aspirin'))).toBe(true)
    const problem = (...texts: string[]): Node => inSection(schema.node('problem', null, texts.map(paragraph)))
    const written = merge(
      problem('Diabetes', 'Diet.'),
      problem('Diabetes', 'Diet and walks.'),
      problem('Diabetes, better', 'Diet.'),
    )
    expect(written.eq(problem('Diabetes, better', 'Diet and walks.'))).toBe(true)
    const same = merge(
      problem('Diabetes', 'Diet.'),
      problem('Diabetes', 'Diet, strict.'),
      problem('Diabetes', 'Diet as before.'),
    )
    expect(openPassages(same)).toHaveLength(1)
    const gone = merge(list('Lisinopril', 'Metformin'), list('Metformin'), list('Lisinopril 20', 'Metformin'))
    expect(gone.eq(list('Lisinopril 20', 'Metformin'))).toBe(true)
  })

  test('kept whole orders nothing twice, and drops no line that one of them has twice', () => {
    const order = schema.node('chip', rx('Amlodipine 5 mg'))
    const version = (who: string, ...blocks: Node[]): Node => schema.node('version', { who }, blocks)
    const line = (...content: (string | Node)[]): Node =>
      schema.node(
        'paragraph',
        null,
        content.map((part) => (typeof part === 'string' ? schema.text(part) : part)),
      )
    const choice = schema.node('passage', null, [
      version('A', line('Start ', order), line('Walks.'), line('Walks.')),
      version('B', line('Start ', order, ' at night'), line('Walks.')),
    ])
    const all = schema.node('doc', null, [schema.node('section', { code: 'x', title: 'x' }, decided(choice, 'all'))])
    expect(all.firstChild?.children.map(({ textContent }) => textContent)).toHaveLength(4)
    expect(chipsIn(all)).toHaveLength(1)
    expect(documentText(all)).toContain('Start Amlodipine 5 mg at night')
  })

  test('has a name that can be read again, however long it is', () => {
    const long = mergeDrafts(base, note('Dry cough.'), note('Productive cough.'), {
      mine: 'x'.repeat(300),
      theirs: 'y',
    })
    expect(parseDocument(JSON.stringify(long?.toJSON())).ok).toBe(true)
  })
})

import fc from 'fast-check'
import type { Node } from 'prosemirror-model'
import { expect, test } from 'vitest'
import { documentXhtml, emptyNote, schema } from '../../../shared/document/index.js'
import { anyNote } from './documents.js'
import { elementsNamed, readXml, textOf } from './xml.js'

/** What XML cannot hold is shown as U+FFFD. */
const printable = (text: string): string =>
  text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')

function textblocks(doc: Node): string[] {
  const texts: string[] = []
  doc.descendants((node, _pos, parent, index) => {
    const box = parent?.type.name === 'task_item' && index === 0 ? (parent.attrs.checked ? '☑ ' : '☐ ') : ''
    if (node.isTextblock) texts.push(box + printableRuns(node))
    return !node.isTextblock
  })
  return texts
}

// Text nodes are escaped one by one, so a surrogate pair split by a mark counts as two halves in both.
function printableRuns(block: Node): string {
  let text = ''
  block.forEach((child) => {
    text += printable(child.text ?? '')
  })
  return text
}

test('any note is a well-formed page that holds all of its text, in order', () => {
  fc.assert(
    fc.property(anyNote, fc.string(), (doc, title) => {
      const page = readXml(documentXhtml(doc, title))
      expect(page.name).toBe('html')
      expect(elementsNamed(page, 'h2').map(textOf)).toEqual(
        doc.children.map((section) => printable(section.attrs.title)),
      )
      const blocks = elementsNamed(page, 'section').flatMap((section) => blocksOf(section))
      expect(blocks).toEqual(textblocks(doc))
    }),
    { numRuns: 300 },
  )
})

function blocksOf(element: ReturnType<typeof readXml>): string[] {
  return element.children.flatMap((child) => {
    if (typeof child === 'string' || child.name === 'h2') return []
    return ['p', 'h3', 'h4', 'h5'].includes(child.name) ? [textOf(child)] : blocksOf(child)
  })
}

test('the parts of a note become the elements other systems know', () => {
  const cell = (text: string, type = 'table_cell') =>
    schema.node(type, null, schema.node('paragraph', null, schema.text(text)))
  const doc = schema.node('doc', null, [
    schema.node('section', { code: '61150-9', title: 'Subjective' }, [
      schema.node('paragraph', null, [
        schema.text('BP < 140 & '),
        schema.text('stable', [schema.mark('strong'), schema.mark('em')]),
      ]),
      schema.node('heading', { level: 2 }, schema.text('Feet')),
      schema.node(
        'ordered_list',
        { order: 3 },
        schema.node('list_item', null, schema.node('paragraph', null, schema.text('one'))),
      ),
      schema.node('table', null, [
        schema.node('table_row', null, [cell('Day', 'table_header'), cell('mmHg', 'table_header')]),
        schema.node('table_row', null, [schema.node('table_cell', { colspan: 2 }, schema.node('paragraph'))]),
      ]),
    ]),
  ])
  const page = documentXhtml(doc, 'Diabetes follow-up')
  expect(page).toContain('<section data-code="61150-9">\n<h2>Subjective</h2>')
  expect(page).toContain('<p>BP &lt; 140 &amp; <strong><em>stable</em></strong></p>')
  expect(page).toContain('<h3>Feet</h3>')
  expect(page).toContain('<ol start="3"><li><p>one</p>\n</li></ol>')
  expect(page).toContain('<tr><th><p>Day</p>\n</th><th><p>mmHg</p>\n</th></tr><tr><td colspan="2"><p></p>')
})

test('an empty note has its sections', () => {
  const page = readXml(documentXhtml(emptyNote()))
  expect(elementsNamed(page, 'section').map(({ attributes }) => attributes['data-code'])).toEqual([
    '61150-9',
    '61149-1',
    '51847-2',
  ])
})

test('a diagnosis has its code beside it, once', () => {
  const chip = (text: string) =>
    schema.node('chip', {
      id: '8b0f6f0e-2f63-4d0e-9f1c-0d6a3f6d9a11',
      kind: 'diagnosis',
      text,
      data: {
        display: text,
        codings: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'E11.22', display: 'Type 2 diabetes' }],
      },
    })
  const note = (text: string) =>
    schema.node('doc', null, [
      schema.node('section', { code: '51848-0', title: 'Assessment' }, [schema.node('paragraph', null, [chip(text)])]),
    ])
  expect(textOf(readXml(documentXhtml(note('Type 2 diabetes'))))).toContain('Type 2 diabetes E11.22')
  expect(textOf(readXml(documentXhtml(note('Type 2 diabetes E11.22')))).match(/E11\.22/g)).toHaveLength(1)
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tokensIn, wildcards } from '../../../../shared/document/index.js'
import { phraseFromLines } from '../../../../shared/document/phrase/markup.js'

const kinds = (text: string): string[] => tokensIn(text).map(({ kind, from, to }) => `${kind} ${text.slice(from, to)}`)

describe('the tokens of a phrase', () => {
  it.each([
    ['take .5 mg', []],
    ['0.5 mg. Then', []],
    ['a sentence.next one', []],
    ['www.example.com and a.b', []],
    ['the end .dmfu.', ['phrase .dmfu']],
    ['(.dmfu) .a .ros-neg', ['phrase .dmfu', 'phrase .ros-neg']],
    ['mail me@clinic.org', []],
    ['A1c @a1c, @vitals', ['link @a1c', 'link @vitals']],
    [
      '{{age}} and {{ weeks : weeks of pregnancy }}',
      ['parameter {{age}}', 'parameter {{ weeks : weeks of pregnancy }}'],
    ],
    ['{{}} {{A}} {age} {a}', []],
    ['{left|right}', ['choice {left|right}']],
    ['{|} {a|} {a|a}', []],
    ['{*a|b} ***', ['choice {*a|b}', 'wildcard ***']],
    ['{***|left}', ['choice {***|left}']],
    ['[[order: hemoglobin A1c]] [a: b]', ['chip [[order: hemoglobin A1c]]']],
  ])('of %j are %j', (text, found) => {
    expect(kinds(text)).toEqual(found)
  })

  it('never overlap, stay within the text, and are found again alone', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '{',
        '}',
        '|',
        '*',
        '***',
        '.',
        '@',
        '[[',
        ']]',
        '{{',
        '}}',
        ' ',
        '\n',
        '\ufffc',
        ':',
        '.5',
        '.ab',
      ),
      fc.constantFrom('{a|b}', '{{age}}', '{*x|y}', '.name', '@a1c', '[[order: x]]', 'word'),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('')
        let end = 0
        for (const { from, to, kind } of tokensIn(text)) {
          expect(from).toBeGreaterThanOrEqual(end)
          expect(to).toBeGreaterThan(from)
          expect(tokensIn(text.slice(from, to)).map((token) => token.kind)).toEqual([kind])
          expect(text.slice(from, to)).not.toMatch(/[\n\ufffc]/)
          end = to
        }
        expect(end).toBeLessThanOrEqual(text.length)
      }),
    )
  })
})

it('an unchosen list is left to do like a wildcard, with what there is to choose', () => {
  const doc = phraseFromLines('Knee: {left|right|both}, {*hot|swollen} and ***')
  expect(wildcards(doc).map(({ options, many }) => [options, many])).toEqual([
    [['left', 'right', 'both'], false],
    [['hot', 'swollen'], true],
    [undefined, undefined],
  ])
})

import fc from 'fast-check'

/** A number as another system writes it, whose digits have to stay. */
const numberText = fc.oneof(
  fc.constantFrom('1.10', '1e3', '0.000', '-0', '-0.0', '1E-7', '0.0000001', '1.0E+2', '12345678901234567890', '7.90'),
  fc.tuple(fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: 0, max: 99_999 })).map(([a, b]) => `${a}.${b}0`),
)
const number = numberText.map((text) => (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(text))

/** Texts as people and systems leave them: decomposed, invisible, right to left, from outside the first plane, long. */
export const oddText = fc.oneof(
  fc.constantFrom(
    'Jose\u0301',
    'José',
    '👩🏽‍⚕️ Zoë',
    'zero\u200bwidth\u200d',
    '\u202eright to left\u202c',
    'שלום',
    'line\u2028separator',
    '\ufeffmarked',
    'a\\b"c/d',
    'tab\tand\nline',
    '<b>&amp;</b>',
    '2026-02-30',
    'x'.repeat(20_000),
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
)

const name = fc.constantFrom(
  'futureElement',
  'zeta',
  'alpha',
  'Upper',
  'with-dash',
  'with/slash',
  'with~tilde',
  '0',
  'é',
)

const extension: fc.Arbitrary<object> = fc.letrec((tie) => ({
  one: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ url: fc.webUrl(), valueDecimal: number }),
    fc.record({ valueString: oddText, url: fc.webUrl() }),
    fc.record({ url: fc.webUrl(), _valueDate: fc.record({ id: fc.constant('d1') }) }),
    fc.record({
      url: fc.webUrl(),
      id: fc.constant('e1'),
      extension: fc.array(tie('one'), { minLength: 1, maxLength: 2 }),
    }),
  ),
})).one as fc.Arbitrary<object>

export const extensions = fc.array(extension, { minLength: 1, maxLength: 3 })

/** What a newer version of FHIR may bring: any element of any form. */
const unknown: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    number,
    oddText,
    fc.boolean(),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(name, tie('any'), { maxKeys: 3 }),
    fc.constant([null, { id: 'sibling' }]),
  ),
})).any

const narrative = oddText.map((text) => ({
  status: 'extensions',
  div: `<div xmlns="http://www.w3.org/1999/xhtml"><p>${text.replace(/[<&]/g, '')}&#160;<b>kept</b></p>\n</div>`,
}))

/** What any resource may hold that Rounds knows nothing of. */
export const oddParts = fc.record(
  {
    text: narrative,
    language: fc.constant('en-x-odd'),
    _language: fc.record({ extension: extensions }),
    implicitRules: fc.constant('https://elsewhere.example/rules'),
    contained: fc.tuple(oddText, number, extensions).map(([text, value, more]) => [
      { resourceType: 'Basic', id: 'inside', extension: more, code: { text } },
      { resourceType: 'Later', id: 'newer', amount: value },
    ]),
    extension: extensions,
    modifierExtension: extensions,
    futureElement: unknown,
    _futureElement: fc.record({ extension: extensions }),
    anotherOne: unknown,
  },
  { requiredKeys: ['extension'] },
)

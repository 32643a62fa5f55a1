import { expect, test } from 'vitest'
import { redact } from '../../main/shell/redact.js'

test('names, codes, numbers and durations are written', () => {
  expect(redact('core-stopped', { code: 7, keepsStopping: false, failure: 'wrong-key', ms: 12.5, none: null })).toBe(
    'core-stopped code=7 keepsStopping=false failure=wrong-key ms=12.5 none=null',
  )
})

test.each([
  'Amara Okafor',
  'amara@example.org',
  '204 118',
  'MRN204118',
  '1987-04-12T00:00:00',
  '555-0100-2004118',
  'file:///home/amara/notes',
  'line\nbreak',
  '',
])('%j is left out', (text) => {
  expect(redact('event', { text })).toBe('event text=(left out)')
})

test('a name that is none is left out, too', () => {
  expect(redact('opened the chart of Amara Okafor', {})).toBe('(left out)')
})

import { expect, test } from 'vitest'
import { withoutBraces } from '../../../shared/domain/unit.js'

test.each([
  ['mmol/L', 'mmol/L'],
  ['', ''],
  ['{INR}', ''],
  ['{score}', ''],
  ['{copies}/mL', 'copies/mL'],
  ['/{HPF}', '/HPF'],
  ['ng/mL{FEU}', 'ng/mL FEU'],
  ['mg/g{creat}', 'mg/g creat'],
  ['10*3{cells}/uL', '10*3 cells/uL'],
  ['mL/min/1.73{m2}', 'mL/min/1.73 m2'],
  ['{beats_counted}/min', 'beats counted/min'],
])('the unit %s is read as “%s”', (unit, words) => {
  expect(withoutBraces(unit)).toBe(words)
})

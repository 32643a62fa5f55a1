import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { icd10Titles } from '../../../main/ehr/practice/icd10.js'
import { problems } from '../../../main/ehr/practice/problem.js'
import { charts, clinic, icd } from './charts.js'

describe('codes', () => {
  it('are billable ICD-10-CM codes with their own titles', () => {
    // The order file that CMS publishes, compressed, where one is at hand.
    const file = process.env.ICD10CM_ORDER_FILE
    for (const { code } of problems) expect(icd10Titles[code], code).toBeDefined()
    for (const { conditions } of charts)
      for (const condition of conditions) expect(condition.code?.coding?.[0]?.display).toBe(icd10Titles[icd(condition)])
    if (!file) return
    const titles = new Map<string, string>()
    for (const line of gunzipSync(readFileSync(file)).toString('latin1').split('\n'))
      if (line[14] === '1') titles.set(line.slice(6, 13).trim(), line.slice(77).trim())
    for (const [code, title] of Object.entries(icd10Titles)) expect(titles.get(code.replace('.', '')), code).toBe(title)
  })

  it('LOINC codes carry a right check digit', () => {
    const valid = (code: string): boolean => {
      const [body = '', digit = ''] = code.split('-')
      let sum = 0
      for (const [i, char] of [...body].reverse().entries()) {
        const doubled = i % 2 === 0 ? Number(char) * 2 : Number(char)
        sum += doubled > 9 ? doubled - 9 : doubled
      }
      return (10 - (sum % 10)) % 10 === Number(digit)
    }
    const codes = new Set<string>()
    JSON.stringify(clinic.resources.slice(0, 40_000), (_key, value) => {
      if (value?.system === 'http://loinc.org') codes.add(value.code)
      return value
    })
    expect(codes.size).toBeGreaterThan(40)
    expect([...codes].filter((code) => !valid(code))).toEqual([])
  })
})

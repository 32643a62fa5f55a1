import { describe, expect, it } from 'vitest'
import { generateClinic } from '../../../main/ehr/practice/index.js'

describe('making the practice clinic', () => {
  // The time is printed for whoever changes the generator, beside that of writing the same out; a shared machine says
  // nothing exact, so only the amount is checked.
  it('yields about sixty resources a patient', { timeout: 120_000 }, () => {
    const now = new Date('2026-11-18T10:31:00')
    const spent = (work: () => void): number => {
      const before = process.cpuUsage()
      work()
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1000
    }
    let count = 0
    const resources: unknown[] = []
    const made = spent(() => {
      for (const _ of generateClinic({ seed: 1, patients: 300, now })) count += 1
    })
    for (const resource of generateClinic({ seed: 1, patients: 300, now })) resources.push(resource)
    const written = spent(() => {
      for (const resource of resources) JSON.stringify(resource)
    })
    console.log(
      `300 patients, ${count} resources: made in ${made.toFixed(0)} ms of CPU, written as JSON in ${written.toFixed(0)} ms`,
    )
    expect(count / 300).toBeGreaterThan(45)
    expect(count / 300).toBeLessThan(72)
  })
})

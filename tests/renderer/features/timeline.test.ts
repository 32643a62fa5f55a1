import { describe, expect, it } from 'vitest'
import { timelineCounts, timelineRows } from '../../../renderer/features/chart/timelineRows.js'
import { changeText, keyTrends } from '../../../renderer/features/chart/trend.js'
import { lastVisits, leftOpen, sinceLastVisit, together } from '../../../renderer/features/chart/visit.js'
import type { Reading, Series, TimelineItem } from '../../../shared/contract/views/chart.js'
import { asInstant, asLocalId } from '../../../shared/kernel/ids.js'

const now = new Date(2026, 10, 22, 10, 30)
const item = (id: string, kind: TimelineItem['kind'], at: Date, more: Partial<TimelineItem> = {}): TimelineItem => ({
  id: asLocalId(id),
  kind,
  at: asInstant(at.toISOString()),
  title: id,
  ...more,
})
const timeline = [
  item('old visit', 'visit', new Date(2026, 5, 3, 9), { leftOpen: ['Repeat urine albumin'] }),
  item('here today', 'visit', new Date(2026, 10, 22, 10)),
  item('video', 'video-visit', new Date(2026, 8, 14, 9), { leftOpen: ['repeat urine albumin', 'foot exam'] }),
  item('visit note', 'note', new Date(2026, 8, 14, 11), { status: 'signed' }),
  item('hba1c', 'result', new Date(2026, 10, 18, 8), { who: 'Dr Peña' }),
  item('message', 'message', new Date(2026, 10, 2, 8)),
  item('draft', 'note', new Date(2026, 10, 21, 8), { status: 'draft' }),
  item('future order', 'order', new Date(2026, 11, 21, 8)),
]

describe('the timeline', () => {
  it('runs newest first under a heading per month', () => {
    const { rows, shown } = timelineRows(timeline, new Set(), '')
    expect(rows.map((row) => ('item' in row ? row.item.title : `${row.heading} ${row.count}`))).toEqual([
      'December 2026 1',
      'future order',
      'November 2026 4',
      'here today',
      'draft',
      'hba1c',
      'message',
      'September 2026 2',
      'visit note',
      'video',
      'June 2026 1',
      'old visit',
    ])
    expect(shown).toBe(8)
  })
  it('keeps the kinds chosen and the words typed, accents or not', () => {
    const titles = (chosen: string[], text: string): string[] =>
      timelineRows(timeline, new Set(chosen), text).rows.flatMap((row) => ('item' in row ? [row.item.title] : []))
    expect(titles(['visit'], '')).toEqual(['here today', 'video', 'old visit'])
    expect(titles(['result', 'message'], '')).toEqual(['hba1c', 'message'])
    expect(titles([], 'pena result')).toEqual(['hba1c'])
    expect(titles(['visit'], 'pena')).toEqual([])
  })
  it('counts video visits as visits', () =>
    expect(timelineCounts(timeline)).toMatchObject({ visit: 3, note: 2, result: 1 }))
})

describe('since the last visit', () => {
  it("leaves out today's visit, drafts, what is still to come and the last visit's own papers", () => {
    expect(lastVisits(timeline, now).map(({ title }) => title)).toEqual(['video', 'old visit'])
    const { visit, items } = sinceLastVisit(timeline, now)
    expect(visit?.title).toBe('video')
    expect(items.map(({ title }) => title)).toEqual(['hba1c', 'message'])
  })
  it("tells one day's orders and one thread's messages together", () => {
    const day = new Date(2026, 10, 18, 9)
    const items = [
      item('CBC', 'order', day),
      item('Lipids', 'order', day),
      item('m1', 'message', day, { title: 'Dizzy' }),
      item('r1', 'result', day),
      item('m2', 'message', new Date(2026, 10, 2), { title: 'Dizzy' }),
      item('TSH', 'order', new Date(2026, 10, 17, 9)),
    ]
    expect(together(items).map((group) => group.items.map(({ id }) => id).join('+'))).toEqual([
      'CBC+Lipids',
      'm1+m2',
      'r1',
      'TSH',
    ])
  })
  it('says what was left open once, by the newest visit that left it', () => {
    expect(leftOpen(timeline).map(({ text, from }) => `${text} (${from.title})`)).toEqual([
      'repeat urine albumin (video)',
      'foot exam (video)',
    ])
  })
})

describe('trends', () => {
  const reading = (text: string, flag?: Reading['flag']): Reading => ({
    id: asLocalId(text),
    at: asInstant('2026-01-01T00:00:00.000Z'),
    text,
    value: Number.parseFloat(text),
    status: 'final',
    ...(flag ? { flag } : {}),
  })
  const series = (id: string, ...texts: string[]): Series => ({
    id,
    name: id,
    unit: '',
    readings: texts.map((text) => reading(text)),
  })
  const chart = {
    problems: [
      { id: asLocalId('p1'), text: 'Hypertension', code: 'I10', status: 'active' as const },
      { id: asLocalId('p2'), text: 'Type 2 diabetes', code: 'E11.22', status: 'active' as const },
      { id: asLocalId('p3'), text: 'Hypothyroidism', code: 'E03.9', status: 'resolved' as const },
    ],
    results: [series('3016-3', '2', '3'), series('4548-4', '7.9', '7.6'), series('2823-3', '4.1')],
    vitals: [series('85354-9', '146', '138')],
  }
  it('follow the active problems', () => expect(keyTrends(chart).map(({ id }) => id)).toEqual(['4548-4', '85354-9']))
  it('need two readings', () =>
    expect(keyTrends({ ...chart, results: [series('4548-4', '7.9')], vitals: [] })).toEqual([]))
  it('tell the change in the decimals of the reading', () => {
    expect(changeText(reading('7.9'), reading('7.6'))).toBe('+0.3')
    expect(changeText(reading('84.2'), reading('85.80'))).toBe('−1.60')
    expect(changeText(reading('76'), reading('76'))).toBe('no change')
    expect(changeText({ ...reading('146/88'), second: 88 }, reading('140'))).toBeUndefined()
  })
})

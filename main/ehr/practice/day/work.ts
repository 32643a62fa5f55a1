import type { Reference } from '@medplum/fhirtypes'
import { shortDate, workday } from '../calendar.js'
import { activeCourses, age, type Chart } from '../chart.js'
import { reference } from '../coding.js'
import { message } from '../message.js'
import { callTexts, frontDeskTexts, type MessageText, messageTexts, referralTexts } from '../message-texts.js'
import { orderTest, refer } from '../order.js'
import { type Result, reportPanel } from '../result.js'
import { assign, to } from '../task.js'
import type { TaskKind } from '../task-kind.js'
import { type ClinicDay, find } from './clinic-day.js'
import { lastWorkday } from './workdays.js'

const rank = { HH: 4, LL: 4, H: 2, L: 2, A: 3, N: 0 } as const

/** One line for the inbox: the worst value, or that all is well. */
function resultText({ values, words, panel, abnormal }: Result): string {
  const name = panel.concept.text as string
  if (words) return `${name}: ${words.toLowerCase()}`
  const odd = values
    .filter(({ flag }) => flag && flag !== 'N')
    .sort((a, b) => rank[b.flag ?? 'N'] - rank[a.flag ?? 'N'])
  const worst = odd[0]
  if (!worst || !abnormal) return `${name} · all normal, ${values.length} of ${values.length}`
  const unit = worst.test.unit === '{INR}' ? '' : ` ${worst.test.unit}`
  return `${worst.test.concept.text} ${worst.value.toFixed(worst.test.decimals)}${unit} ${worst.flag}${odd.length > 1 ? `, ${odd.length} abnormal` : ''}`
}

/** Makes one piece of work for an owner, the `i`th of its kind; false when no patient fits. */
type Maker = (day: ClinicDay, met: Set<number>, owner: Reference<never>, name: string, i: number) => boolean

/** Day and minute some hours to weeks back; the first of a kind are fresh. */
function when(day: ClinicDay, i: number): readonly [number, number] {
  const { calendar, random } = day
  if (i === 0) return [calendar.today, calendar.minute - random.int(12, 200)]
  const back = Math.floor(random.next() ** 2 * 16) + 1
  return [lastWorkday(calendar.today, back), random.int(490, 1010)]
}

const clinicianOf = (name: string, chart: Chart): string =>
  name === 'novak' || name === 'hale' ? name : chart.person.primary

export const make: Partial<Record<TaskKind, Maker>> = {
  'result-review'(day, met, owner, name, i) {
    const { calendar } = day
    const chart = find(day, met, (candidate) =>
      candidate.problems.some((held) => held.problem.labs && held.onset < calendar.today - 40),
    )
    const held = chart?.problems.find(({ problem, onset }) => problem.labs && onset < calendar.today - 40)
    const key = held?.problem.labs?.[i % held.problem.labs.length]
    if (!chart || !held || !key) return false
    const drawn = lastWorkday(calendar.today, 1 + i)
    const collected = 485 + day.random.int(0, 24) * 5
    const critical = name === 'blue' && i === 0 && key !== 'uacr'
    const result = reportPanel(chart, critical ? 'cbc' : key, {
      orderedDay: drawn - 6,
      orderedMinute: 630,
      day: drawn,
      minute: collected,
      turnaround: 400,
      requester: clinicianOf(name, chart),
      reason: reference('Condition', held.id),
      ...(critical && { fixed: { hgb: 6.8, hct: 21.9, mcv: 71 } }),
    })
    const worst = result.values.find(({ flag }) => flag === 'HH' || flag === 'LL')
    assign(chart, {
      kind: 'result-review',
      owner,
      text: resultText(result),
      focus: reference('DiagnosticReport', result.report),
      authored: [drawn, collected + 405],
      ...(worst && { priority: 'stat' as const }),
      due: worst
        ? [calendar.today, Math.min(calendar.minute + 60, 1439)]
        : [workday(drawn + (result.abnormal ? 2 : 5)), 1020],
    })
    return true
  },
  'patient-message'(day, met, owner, name, i) {
    const { calendar, random } = day
    const { today } = calendar
    let said: MessageText | undefined
    const chart = find(day, met, (candidate) => {
      const old = age(candidate, today)
      const fitting = messageTexts.filter((text) =>
        text.problem
          ? candidate.problems.some((held) => held.problem.key === text.problem) && (text.child ? old < 18 : old >= 18)
          : text.child
            ? old < 13
            : old >= 18,
      )
      const tied = fitting.filter((text) => text.problem)
      if (i % 2 === 0 && tied.length === 0) return false
      said = tied.length > 0 && i % 2 === 0 ? random.pick(tied) : fitting.length > 0 ? random.pick(fitting) : undefined
      return said !== undefined
    })
    if (!chart || !said) return false
    const at = when(day, i)
    const clinician = name === 'blue' ? undefined : name === 'ruiz' ? 'ruiz' : clinicianOf(name, chart)
    const sent = message(chart, {
      topic: said.topic,
      text: said.text,
      from: 'patient',
      ...(clinician && { to: clinician }),
      day: at[0],
      minute: at[1],
    })
    assign(chart, {
      kind: 'patient-message',
      owner,
      priority: said.urgent ? 'urgent' : 'routine',
      text: `${said.topic}: “${said.text.split(/(?<=[.?!]) /)[0]}”`,
      focus: reference('Communication', sent.id as string),
      authored: at,
      due: [workday(at[0] + (said.urgent ? 0 : 2)), 1020],
      requester: chart.subject,
    })
    return true
  },
  'refill-request'(day, met, owner, _name, i) {
    const { today } = day.calendar
    const chart = find(
      day,
      met,
      (candidate) =>
        activeCourses(candidate, today).some((course) => !course.medicine.course) && candidate.visits.length > 0,
    )
    if (!chart) return false
    const courses = activeCourses(chart, today).filter((course) => !course.medicine.course)
    const course = courses[i % courses.length] as (typeof courses)[number]
    const at = when(day, i)
    const last = chart.visits.at(-1)
    const name = course.medicine.text.replace(/ (tablet|capsule|inhaler|cream|gel|injection pen|pen)$/, '')
    assign(chart, {
      kind: 'refill-request',
      owner,
      text: `Refill: ${name.charAt(0).toLowerCase()}${name.slice(1)}${last ? ` · last visit ${shortDate(last.day)}` : ''}`,
      focus: reference('MedicationRequest', course.id),
      authored: at,
      due: [workday(at[0] + 2), 1020],
      requester: chart.subject,
    })
    return true
  },
  'follow-up'(day, met, owner, name, i) {
    const { today } = day.calendar
    const chart = find(
      day,
      met,
      (candidate) => candidate.problems.some((held) => held.problem.labs) && candidate.visits.length > 0,
    )
    const held = chart?.problems.find(({ problem }) => problem.labs)
    const key = held?.problem.labs?.[0]
    if (!chart || !held || !key) return false
    const ordered = lastWorkday(today, 30 + i * 3)
    const order = orderTest(chart, key, {
      requester: clinicianOf(name, chart),
      ordered: [Math.max(ordered, chart.joined), 700],
      due: [workday(today + 2 + i), 480],
      reason: reference('Condition', held.id),
    })
    const test = (chart.out.at(-1) as { code?: { text?: string } }).code?.text ?? 'Test'
    const text =
      name === 'mbeki' || name === 'phlebotomy'
        ? `${test}: ask in for the draw, due ${shortDate(workday(today + 2 + i))}`
        : `${test} ordered ${shortDate(Math.max(ordered, chart.joined))}: remind, not booked yet`
    assign(chart, {
      kind: 'follow-up',
      owner,
      text,
      focus: order,
      authored: [lastWorkday(today, 1 + i), day.random.int(485, 700)],
      due: [workday(today + i), 1020],
    })
    return true
  },
  referral(day, met, owner, name, i) {
    const { today } = day.calendar
    let goal: readonly [string, string?] | undefined
    const chart = find(day, met, (candidate) => {
      goal =
        referralTexts.find(
          ([, problem]) => problem !== undefined && candidate.problems.some((held) => held.problem.key === problem),
        ) ?? (age(candidate, today) >= 45 && age(candidate, today) <= 75 ? referralTexts[2] : undefined)
      return goal !== undefined
    })
    if (!chart || !goal) return false
    const sent = Math.max(chart.joined, lastWorkday(today, day.random.int(26, 36) + i * 9))
    const held = chart.problems.find(({ problem }) => problem.key === goal?.[1])
    const order = refer(chart, goal[0], {
      requester: clinicianOf(name, chart),
      ordered: [sent, 640],
      due: [workday(sent + 21), 1020],
      ...(held && { reason: reference('Condition', held.id) }),
    })
    assign(chart, {
      kind: 'referral',
      owner,
      text: `Referral to ${goal[0]} sent ${shortDate(sent)}: no letter back`,
      focus: order,
      authored: [workday(sent + 22) < today ? workday(sent + 22) : lastWorkday(today), day.random.int(420, 520)],
      due: [workday(sent + 28), 1020],
    })
    return true
  },
  call(day, met, owner, name, i) {
    const chart = find(day, met, (candidate) => age(candidate, day.calendar.today) >= 18)
    if (!chart) return false
    const texts =
      callTexts[name === 'das' || name === 'frontDesk' ? 'desk' : name === 'mbeki' ? 'laboratory' : 'clinical']
    const at = when(day, i)
    assign(chart, {
      kind: 'call',
      owner,
      text: texts[(i * 2 + name.length) % texts.length] as string,
      authored: at,
      due: [workday(at[0] + 1), 1020],
      requester: to(chart.person.primary),
    })
    return true
  },
  'front-desk'(day, met, owner, name, i) {
    const chart = find(day, met, () => true)
    if (!chart) return false
    const at = when(day, i)
    const text = frontDeskTexts[(i + (name === 'das' ? 0 : 7)) % frontDeskTexts.length] as string
    const child = age(chart, day.calendar.today) < 18
    assign(chart, {
      kind: 'front-desk',
      owner,
      text:
        child && /annual|Copay/.test(text)
          ? age(chart, day.calendar.today) < 5
            ? 'Book well child visit, prefers mornings'
            : 'Book well child visit, prefers after school'
          : !child && /School/.test(text)
            ? 'Insurance card expired: ask for the new one'
            : text,
      authored: at,
      due: [workday(at[0] + 3), 1020],
      requester: to(chart.person.primary),
    })
    return true
  },
  'draw-problem'(day, met, owner, _name, i) {
    const { today } = day.calendar
    const chart = find(day, met, (candidate) => candidate.problems.some((held) => held.problem.labs?.includes('bmp')))
    if (!chart) return false
    const why = [
      'Haemolysed, recollect',
      'Two sticks failed, right arm only',
      'Quantity not sufficient',
      'Label did not match the request',
    ][i % 4] as string
    const drawn = lastWorkday(today, 1 + i)
    const order = orderTest(chart, 'bmp', {
      requester: chart.person.primary,
      ordered: [Math.max(chart.joined, lastWorkday(today, 6 + i)), 650],
      due: [workday(today + 1 + i), 480],
    })
    assign(chart, {
      kind: 'draw-problem',
      owner,
      text: `Basic metabolic panel: ${why.charAt(0).toLowerCase()}${why.slice(1)}`,
      statusReason: why,
      focus: order,
      authored: [drawn, 640 + i * 30],
      due: [workday(today + 1 + i), 1020],
      requester: to('mbeki'),
    })
    return true
  },
}

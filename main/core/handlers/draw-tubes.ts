import type { DrawTube } from '../../../shared/contract/views/draw.js'
import { type TubeKind, tubeForTest, tubeKinds } from '../../../shared/domain/tube.js'
import { dayBounds, localDate } from '../../../shared/kernel/dates.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import type { LabOrderRow, SpecimenRow } from '../store/lab-order.js'
import { all } from '../store/statement.js'
import type { Context } from './context.js'

/** A patient's laboratory orders that matter to today's draw. */
export interface DrawOrders {
  waiting: LabOrderRow[]
  /** Refused: active again only when someone decides so. */
  onHold: LabOrderRow[]
  /** Drawn today. */
  collected: LabOrderRow[]
}

/** A label reserved for a tube; `specimen` once it was used. */
export interface Label {
  accession: string
  tube: string
  specimen: LocalId | null
}

const endOfToday = ({ clock }: Context): Instant => dayBounds(localDate(clock.now())).end
export const startOfToday = ({ clock }: Context): Instant => dayBounds(localDate(clock.now())).start

export function waitingOrders(context: Context, patient?: LocalId): LabOrderRow[] {
  const waiting = `SELECT * FROM lab_order WHERE drawn = 0 AND status = 'active' AND (due IS NULL OR due < ?)`
  const order = 'ORDER BY stat DESC, authored, id'
  return patient
    ? all(context.store.db, `${waiting} AND patient = ? ${order}`, endOfToday(context), patient)
    : all(context.store.db, `${waiting} AND patient IS NOT NULL ${order}`, endOfToday(context))
}

export const specimensToday = (context: Context, patient?: LocalId): SpecimenRow[] =>
  patient
    ? all(
        context.store.db,
        'SELECT * FROM specimen WHERE collected >= ? AND patient = ? ORDER BY collected, id',
        startOfToday(context),
        patient,
      )
    : all(
        context.store.db,
        'SELECT * FROM specimen WHERE collected >= ? AND patient IS NOT NULL ORDER BY collected, id',
        startOfToday(context),
      )

export const labelsOf = ({ store }: Context, patient: LocalId): Label[] =>
  all(
    store.db,
    'SELECT accession, tube, specimen FROM draw_label WHERE patient = ? ORDER BY reserved_at, accession',
    patient,
  )

/** Orders grouped by the tube they need, in the order of draw. */
export function tubesNeeded(orders: readonly LabOrderRow[]): { kind: TubeKind; orders: LabOrderRow[] }[] {
  const groups = new Map<string, { kind: TubeKind; orders: LabOrderRow[] }>()
  for (const order of orders) {
    const { kind } = tubeForTest(order.code ?? undefined)
    const group = groups.get(kind.code)
    if (group) group.orders.push(order)
    else groups.set(kind.code, { kind, orders: [order] })
  }
  return [...groups.values()].sort((a, b) => a.kind.order - b.kind.order)
}

/** Which orders a specimen serves. */
function ordersOf({ store }: Context, specimen: LocalId): LocalId[] {
  const resource = store.read('Specimen', specimen)
  return (resource?.request ?? []).flatMap(({ reference }) => store.identity.resolve(reference) ?? [])
}

/**
 * The tubes of a patient's draw: those collected today and those still needed, in the order of draw. A tube's id counts
 * the tubes of its kind drawn today, so it stays the same from label to collection.
 */
export function tubesOf(context: Context, patient: LocalId, failed: ReadonlySet<LocalId>): DrawTube[] {
  const names = new Map<LocalId, string>()
  for (const { id, name } of all<LabOrderRow>(context.store.db, 'SELECT * FROM lab_order WHERE patient = ?', patient)) {
    names.set(id, name)
  }
  const labels = labelsOf(context, patient)
  const drawn = new Map<string, number>()
  const found: { order: number; collected: boolean; tube: Omit<DrawTube, 'position' | 'state'> }[] = []
  const parts = (kind: TubeKind): Pick<DrawTube, 'tube' | 'colour' | 'additive' | 'volume' | 'handling'> => ({
    tube: kind.code,
    colour: kind.colour,
    additive: kind.additive,
    volume: kind.volume,
    handling: kind.handling,
  })
  for (const specimen of specimensToday(context, patient)) {
    const kind = tubeKinds.get(specimen.tube) ?? elsewhere(specimen.tube)
    const count = (drawn.get(kind.code) ?? 0) + 1
    drawn.set(kind.code, count)
    const orders = ordersOf(context, specimen.id)
    found.push({
      order: kind.order,
      collected: true,
      tube: {
        id: `${kind.code}-${count}`,
        ...parts(kind),
        tests: orders.map((order) => names.get(order) ?? 'a test'),
        orders,
        specimen: specimen.id,
        ...(specimen.collected && { collectedAt: specimen.collected as Instant }),
        ...(specimen.accession && { accession: specimen.accession }),
        ...(specimen.collector && { collector: specimen.collector }),
      },
    })
  }
  for (const { kind, orders } of tubesNeeded(waitingOrders(context, patient))) {
    const id = `${kind.code}-${(drawn.get(kind.code) ?? 0) + 1}`
    const label = labels.find(({ tube, specimen }) => tube === id && specimen === null)
    const tests = orders.map(({ name }) => name)
    found.push({
      order: kind.order,
      collected: false,
      tube: {
        id,
        ...parts(kind),
        tests,
        orders: orders.map((order) => order.id),
        ...(label && { accession: label.accession }),
      },
    })
  }
  found.sort(
    (a, b) => a.order - b.order || Number(b.collected) - Number(a.collected) || (a.tube.id < b.tube.id ? -1 : 1),
  )
  const next = found.find(({ collected, tube }) => !collected && !tube.orders.every((order) => failed.has(order)))
  return found.map(({ collected, tube }, at) => {
    const isFailed = !collected && tube.orders.every((order) => failed.has(order))
    const state = collected ? 'collected' : isFailed ? 'failed' : tube === next?.tube ? 'next' : 'waiting'
    return { ...tube, position: at + 1, state }
  })
}

/** A container another system named in its own words. */
const elsewhere = (name: string): TubeKind => ({
  code: name || 'other',
  colour: name || 'Container',
  swatch: '#8b8f92',
  ink: '#101314',
  additive: '',
  volume: '',
  handling: '',
  order: 8,
})

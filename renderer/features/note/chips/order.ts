import type { TermHit } from '../../../../shared/contract/views/terminology.js'
import { type OrderData, type OrderPriority, orderText } from '../../../../shared/domain/chip/order.js'
import { readWhen } from '../../../../shared/domain/chip/when.js'
import type { SuggestItem } from '../../../editor/index.js'
import type { IconName } from '../../../ui/index.js'
import type { ChipContext } from './context.js'
import { chipOf, putting } from './make.js'

const icons: Record<OrderData['category'], IconName> = {
  laboratory: 'result',
  imaging: 'eye',
  referral: 'route',
  procedure: 'activity',
}

/** Orders for the words; a time or a word of urgency at their end belongs to the order: `a1c in 3 months`, `cbc stat`. */
export async function orders(
  context: ChipContext,
  words: string,
  most: number,
  category?: OrderData['category'],
): Promise<SuggestItem[]> {
  const { rest: urgent, priority } = readPriority(words)
  const when = readWhen(urgent, context.today())
  const rest = (when?.rest ?? urgent).trim()
  if (rest === '') return []
  const hits = (await context.find('order', rest, category ? most * 3 : most)).filter(
    ({ order }) => order && (!category || order.kind === category),
  )
  return hits.slice(0, most).map((hit) => {
    const data = dataOf(hit, { ...(when && { due: when.due }), ...(priority && { priority }) })
    const words = orderText(data, context.today())
    return {
      key: `order ${hit.key}`,
      icon: icons[data.category],
      title: hit.display,
      ...((when || priority) && words !== hit.display ? { detail: words.slice(hit.display.length + 2) } : {}),
      ...(hit.detail && { note: { text: hit.detail, tone: 'plain' as const } }),
      group: 'Orders',
      choose: putting(() => chipOf('order', words, data)),
    }
  })
}

function dataOf(hit: TermHit, more: Partial<OrderData>): OrderData {
  const { order } = hit
  return {
    category: order?.kind ?? 'procedure',
    codings: hit.codings,
    display: hit.display,
    ...(order?.kind === 'laboratory' && order.fasting && { fasting: true }),
    ...more,
  }
}

function readPriority(words: string): { rest: string; priority?: OrderPriority } {
  const found = /(?:^|\s)(stat|urgent|asap)$/i.exec(words.trimEnd())
  if (!found) return { rest: words }
  return {
    rest: words.trimEnd().slice(0, -found[0].length),
    priority: (found[1] as string).toLowerCase() as OrderPriority,
  }
}

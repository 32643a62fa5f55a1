import type { Node } from 'prosemirror-model'
import { useMemo, useSyncExternalStore } from 'react'
import type { SmartValue } from '../../../../shared/contract/views/smart.js'
import { knowsLess } from '../../../../shared/domain/smart/held.js'
import { client, toast, useLive } from '../../../data/index.js'
import { isOwnSmart, type NoteEditor, refreshSmart, renewed, watchedSmart } from '../../../editor/index.js'
import type { SmartAsk } from './context.js'

export interface SmartNow {
  /** What the links of the note say now. */
  values: readonly SmartValue[]
  /** Those that say something else in the note. */
  outdated: readonly Node[]
}

/**
 * What the open note's smart links say now. It asks only for what stands in the note, and works anything out only when
 * a link or the chart changed, never with a key.
 */
export function useSmart(editor: NoteEditor, ask: SmartAsk, on: boolean): SmartNow {
  const nodes = useSyncExternalStore(editor.onTransaction, () => watchedSmart(editor.view.state))
  const own = useMemo(() => nodes.filter((node) => isOwnSmart(node, ask.patient)), [nodes, ask.patient])
  const links = useMemo(() => [...new Set(own.map(({ attrs }) => attrs.link as string))].sort(), [own])
  const { data } = useLive('smart.read', on && links.length > 0 ? { ...ask, links } : null)
  return useMemo(() => {
    const values = data ?? []
    return { values, outdated: own.filter((node) => renewed(node, values, ask.patient)) }
  }, [data, own, ask.patient])
}

/** Reads the links anew and brings them up to date: all that say something else, or the one at `only`. */
export async function refresh(editor: NoteEditor, ask: SmartAsk, only?: number): Promise<void> {
  const node = only === undefined ? undefined : editor.view.state.doc.nodeAt(only)
  const links = [...new Set(watchedSmart(editor.view.state).map(({ attrs }) => attrs.link as string))]
  const read = await client.ask('smart.read', { ...ask, links })
  if (!read.ok) return void toast(read.refusal.message, { tone: 'attention', about: 'smart' })
  // What stood there may have moved while the chart was read.
  const { doc } = editor.view.state
  if (editor.view.isDestroyed || (only !== undefined && doc.nodeAt(only) !== node)) return
  if (editor.run(refreshSmart(read.value, ask.patient, only))) return
  const isLess = read.value.some((value) => knowsLess(value.kind === 'text' ? value.text : value.title))
  const words = isLess
    ? 'The chart is not all here: the note keeps what it says'
    : 'The note says what the chart says now'
  toast(words, { about: 'smart', ...(isLess && { tone: 'attention' as const }) })
}

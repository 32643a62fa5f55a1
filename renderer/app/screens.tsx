import { type ComponentType, lazy, type ReactNode } from 'react'
import type { LocalId } from '../../shared/kernel/ids.js'

export interface ChartScreenProps {
  patient: LocalId
  noteId: LocalId | null
  renderNote: (note: LocalId) => ReactNode
  onOpenNote: (note: LocalId | null) => void
}

const found = import.meta.glob<Record<string, ComponentType<never>>>(
  '../features/{chart,inbox,draws,clinic,note}/index.{ts,tsx}',
)
const screen = <P,>(folder: string, name: string): ComponentType<P> =>
  lazy(async () => {
    const path = Object.keys(found).find((one) => one.includes(`/${folder}/`))
    const module = path ? await found[path]?.() : undefined
    const Screen = module?.[name] as ComponentType<P> | undefined
    return { default: Screen ?? (() => null) } as { default: ComponentType<P> }
  }) as unknown as ComponentType<P>

export const ChartScreen = screen<ChartScreenProps>('chart', 'ChartScreen')
export const InboxScreen = screen<{ task?: string | undefined }>('inbox', 'InboxScreen')
export const DrawsScreen = screen<Record<string, never>>('draws', 'DrawsScreen')
export const ClinicScreen = screen<{ section?: string | undefined }>('clinic', 'ClinicScreen')
export const NoteScreen = screen<{ note: LocalId; patient: LocalId }>('note', 'NoteScreen')

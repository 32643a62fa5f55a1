import type { ReactNode } from 'react'
import { Segmented } from './Choice.js'
import './listframe.css'

export interface ListFrameProps<View extends string> {
  /** What is listed. */
  title: string
  /** Beside the title. */
  action?: ReactNode
  views: readonly { id: View; label: string; count?: number | undefined }[]
  view: View
  onView: (view: View) => void
  /** Under the views, such as how old the list is. */
  note?: ReactNode
  /** The list, or what stands in its place. */
  children: ReactNode
}

/** The column of a screen that lists things: its title, which of them, and the list. */
export function ListFrame<View extends string>(props: ListFrameProps<View>) {
  const { title, action, views, view, onView, note, children } = props
  return (
    <div className="ui-list-frame">
      <header>
        <div className="ui-list-frame-title">
          <h1>{title}</h1>
          {action}
        </div>
        <Segmented
          label="What to show"
          items={views.map(({ id, label, count }) => ({ id, label: count ? `${label} ${count}` : label }))}
          value={view}
          onChange={onView}
        />
        {note}
      </header>
      {children}
    </div>
  )
}

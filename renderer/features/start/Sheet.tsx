import type { ReactNode } from 'react'
import { Icon } from '../../ui/index.js'
import './start.css'

/** The calm page every start screen is written on. */
export function Sheet({ children, practice, wide }: { children: ReactNode; practice?: boolean; wide?: boolean }) {
  return (
    <div className="start" data-practice={practice || undefined}>
      <main className="start-sheet" data-wide={wide || undefined}>
        <div className="start-brand">
          <span className="start-logo" aria-hidden>
            R
          </span>
          <span>Rounds</span>
          {practice && (
            <span className="start-practice">
              <Icon name="practice" size={14} /> Practice clinic
            </span>
          )}
        </div>
        {children}
      </main>
    </div>
  )
}

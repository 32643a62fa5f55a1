import { Icon } from '../ui/index.js'

/** Practice data is unmistakable, and calm. */
export function PracticeRibbon() {
  return (
    <aside className="practice" aria-label="Practice data">
      <Icon name="practice" size={14} />
      <strong>Practice clinic</strong>
      <span>Every patient here is made up.</span>
    </aside>
  )
}

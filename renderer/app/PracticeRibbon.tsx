import { Icon } from '../ui/index.js'

/** Practice data is unmistakable, and calm. */
export function PracticeRibbon() {
  return (
    <div className="practice" role="note">
      <Icon name="practice" size={14} />
      <strong>Practice clinic</strong>
      <span>Every patient here is made up.</span>
    </div>
  )
}

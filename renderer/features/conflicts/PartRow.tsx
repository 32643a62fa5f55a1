import { useEffect, useRef } from 'react'
import type { ConflictPart } from '../../../shared/contract/views/conflict.js'
import type { Stretch } from '../../../shared/domain/changed-words.js'
import type { Choice } from '../../../shared/domain/comparison.js'
import { Icon } from '../../ui/index.js'

const changedWords = { here: 'Changed here', ehr: 'Changed in the EHR', both: 'Changed on both sides' }

/** A side's words; what the other side does not have is underlined and on a tint. */
function Words({ words }: { words: readonly Stretch[] | null }) {
  if (!words) return <span className="conflicts-nothing">nothing</span>
  let at = 0
  return words.map(({ text, changed }) => {
    const key = at
    at += text.length + 1
    return changed ? <mark key={key}>{text}</mark> : <span key={key}>{text}</span>
  })
}

/** One thing on which the two versions differ: both sides, and which one holds. */
export function PartRow({
  part,
  chosen,
  current,
  disabled,
  onChoose,
  onCurrent,
}: {
  part: ConflictPart
  chosen: Choice | undefined
  current: boolean
  disabled: boolean
  onChoose: (choice: Choice) => void
  onCurrent: () => void
}) {
  const row = useRef<HTMLFieldSetElement>(null)
  useEffect(() => {
    const own = row.current
    // What cannot be chosen yet cannot take the focus either; it does as soon as it can.
    if (!current || disabled || !own || own.contains(document.activeElement)) return
    const radio = own.querySelector<HTMLInputElement>('input:checked') ?? own.querySelector<HTMLInputElement>('input')
    radio?.focus({ preventScroll: true })
    own.scrollIntoView({ block: 'nearest' })
  }, [current, disabled])
  const stays = (choice: Choice) => chosen === choice || chosen === 'both'
  /** What becomes of one side. */
  const standing = (side: 'mine' | 'theirs', label: string) =>
    chosen === 'both'
      ? side === 'mine'
        ? 'Will be saved, first'
        : 'Will be saved, second'
      : !chosen
        ? label
        : chosen === side
          ? 'Will be saved'
          : 'Set aside'
  const option = (choice: Choice, words: readonly Stretch[] | null, label: string) => (
    <label className="conflicts-choice" data-choice={choice} data-chosen={stays(choice) || undefined}>
      <input
        type="radio"
        name={part.key}
        checked={chosen === choice}
        disabled={disabled}
        onChange={() => onChoose(choice)}
      />
      <span className="conflicts-holds">
        <Icon name={stays(choice) ? 'checked' : 'minus'} size={14} />
        {choice === 'both'
          ? chosen === 'both'
            ? 'Both will be saved, the one from here first'
            : label
          : standing(choice, label)}
      </span>
      {choice !== 'both' && (
        <>
          <span className="visually-hidden">{label}: </span>
          <span className="conflicts-words selectable">
            <Words words={words} />
          </span>
        </>
      )}
    </label>
  )
  return (
    <fieldset
      ref={row}
      className="conflicts-part"
      data-current={current || undefined}
      data-block={part.block || undefined}
      onFocus={onCurrent}
    >
      <legend className="visually-hidden">
        {part.label}. {changedWords[part.changed]}.{chosen ? '' : ' Not decided.'}
      </legend>
      <div className="conflicts-about" aria-hidden>
        <p className="strong">{part.label}</p>
        <p className="conflicts-changed">
          <Icon name={part.changed === 'here' ? 'monitor' : part.changed === 'ehr' ? 'cloud' : 'merge'} size={13} />
          {changedWords[part.changed]}
        </p>
        {part.before !== undefined && !part.block && (
          <p className="conflicts-before">Before: {part.before.replaceAll('\n', ', ')}</p>
        )}
        {!chosen && !disabled && <p className="conflicts-open">Not decided</p>}
      </div>
      {option('mine', part.mine, 'Entered here')}
      {option('theirs', part.theirs, 'In the EHR')}
      {part.choices.includes('both') && option('both', null, 'Both, the one from here first')}
    </fieldset>
  )
}

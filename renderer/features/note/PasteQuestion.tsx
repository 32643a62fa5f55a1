import { useEffect } from 'react'
import type { PatientBanner } from '../../../shared/contract/views/patient.js'
import { dateForReading } from '../../../shared/kernel/dates.js'
import type { DateText, LocalId } from '../../../shared/kernel/ids.js'
import { useKeys } from '../../data/index.js'
import { Button, Dialog } from '../../ui/index.js'
import { refuseFor, usePasteQuestion } from './pasteFromAnother.js'

const born = (date: string | undefined): string => (date ? `, born ${dateForReading(date as DateText)}` : '')

/** Asked before what was copied from another patient comes into this note. */
export function PasteQuestion({ note, patient }: { note: LocalId; patient: PatientBanner }) {
  const question = usePasteQuestion((state) => state.question)
  const isOpen = question?.note === note
  const answer = (paste: boolean) => question?.answer(paste)
  useKeys('Another patient’s words', [
    { keys: 'Alt+P', label: 'Paste anyway', run: () => answer(true), when: isOpen, inText: true },
  ])
  // Who leaves the note has not said yes.
  useEffect(() => () => refuseFor(note), [note])
  if (!isOpen) return null
  const { from } = question
  return (
    <Dialog
      title="These words are from another patient’s chart"
      isOpen
      role="alertdialog"
      onClose={() => answer(false)}
      width={480}
      actions={
        <>
          <Button look="danger" keys="Alt+P" onPress={() => answer(true)}>
            Paste anyway
          </Button>
          <Button look="primary" keys="Escape" autoFocus onPress={() => answer(false)}>
            Do not paste
          </Button>
        </>
      }
    >
      <dl className="note-paste-patients">
        <dt>Copied from</dt>
        <dd className="strong">
          {from.patient
            ? `${from.patient.name}${born(from.patient.birthDate)}`
            : 'another note; Rounds no longer knows whose'}
        </dd>
        <dt>This note is of</dt>
        <dd className="strong">
          {patient.name}
          {born(patient.birthDate)}
        </dd>
      </dl>
    </Dialog>
  )
}

import { may } from '../../../../shared/domain/role.js'
import { openDesk } from '../../../data/index.js'
import type { Working } from '../working.js'
import { type Action, isFree, isOpen } from './action.js'
import { CallPanel } from './CallPanel.js'

/** A call to a patient is done once somebody was reached, and by whom is written down. */
export const recordsCall = ({ row, staff }: Working): boolean =>
  isFree(row) &&
  row.kind === 'call' &&
  row.patient !== undefined &&
  staff !== undefined &&
  may(staff.role, 'message.patient')

const hasDetails = ({ row, staff }: Working): boolean =>
  isOpen(row) &&
  (row.kind === 'front-desk' || row.kind === 'call') &&
  row.patient !== undefined &&
  staff !== undefined &&
  may(staff.role, 'patient.update')

/** Calls, and what the front desk does beside them. */
export const callActions: readonly Action[] = [
  {
    id: 'record-call',
    keys: 'e',
    label: 'Write down who was reached',
    when: recordsCall,
    panel: CallPanel,
    bar: { at: 10, primary: true, icon: 'phone', label: 'Called' },
  },
  {
    id: 'details',
    keys: 'd',
    label: 'Open the patient’s details',
    when: hasDetails,
    run: ({ row }) => {
      if (row?.patient) openDesk({ kind: 'details', patient: row.patient.id })
    },
    bar: { at: 45, label: 'Details' },
  },
]

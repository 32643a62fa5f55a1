import type { Condition, MedicationRequest, Resource } from '@medplum/fhirtypes'
import type { Staff } from '../../../shared/contract/views/session.js'
import type { Voidable } from '../../../shared/domain/voidable.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import { ok, type Result, refuse } from '../../../shared/kernel/result.js'
import type { ResourceRow } from '../store/resource-row.js'
import type { CommandHandlers, Context } from './context.js'
import { isWithdrawn, withdraw } from './parts/withdraw.js'
import { denied } from './people.js'

/** What a record said before it was marked as entered in error, so that this can be taken back. */
interface Before {
  status?: MedicationRequest['status']
  clinicalStatus?: Condition['clinicalStatus']
  verificationStatus?: Condition['verificationStatus']
}

const settingOf = (id: LocalId): string => `voided ${id}`

/** The record somebody wants to mark, or take the mark from; or why they may not. */
function recordOf(
  { store }: Context,
  who: Staff,
  { patient, type, id }: { patient: LocalId; type: Voidable; id: LocalId },
): Result<ResourceRow> {
  const no = denied(who, 'note.sign')
  if (no) return no
  const row = store.row(type, id)
  if (!row) return refuse('not-found', 'This record is not held on this workstation.')
  if (row.patient !== patient) return refuse('wrong-patient', 'This record is another patient’s. Nothing was changed.')
  return ok(row)
}

export const recordCommands = {
  'record.void': {
    run(context, record, { who }) {
      const found = recordOf(context, who, record)
      if (!found.ok) return found
      const { store } = context
      const { type, id } = record
      const resource = parseJson(found.value.json) as Resource
      if (isWithdrawn(resource)) return ok(null)
      const { status, clinicalStatus, verificationStatus } = resource as Before
      const before: Before =
        type === 'Condition'
          ? { ...(clinicalStatus && { clinicalStatus }), ...(verificationStatus && { verificationStatus }) }
          : { ...(status && { status }) }
      store.commit({ who: who.id, at: context.at() }, (tx) => {
        withdraw(tx, type, id)
        tx.set(settingOf(id), JSON.stringify(before))
      })
      context.sync.poke()
      return ok(null)
    },
  },

  'record.unvoid': {
    run(context, record, { who }) {
      const found = recordOf(context, who, record)
      if (!found.ok) return found
      const { store } = context
      const { type, id } = record
      const before = store.setting(settingOf(id))
      if (before === undefined || before === null)
        return refuse('not-found', 'What this record said before is not known here.')
      store.commit({ who: who.id, at: context.at() }, (tx) => {
        tx.edit(type, id, (resource) => {
          if (!isWithdrawn(resource)) return
          // It may have said nothing of its certainty before.
          if (type === 'Condition') delete (resource as Condition).verificationStatus
          Object.assign(resource, parseJson(before) as Before)
        })
        tx.set(settingOf(id), null)
      })
      context.sync.poke()
      return ok(null)
    },
  },
} satisfies Partial<CommandHandlers>

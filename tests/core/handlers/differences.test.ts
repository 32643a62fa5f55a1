import type { AllergyIntolerance, DocumentReference, MedicationRequest } from '@medplum/fhirtypes'
import { describe, expect, it } from 'vitest'
import { differences } from '../../../main/core/handlers/differences.js'
import { titleOf } from '../../../main/core/handlers/titles.js'

describe('a conflict', () => {
  const mine: MedicationRequest = {
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: 'order',
    subject: { reference: 'Patient/1' },
    meta: { versionId: '1' },
    medicationCodeableConcept: { text: 'Lisinopril 20 mg tablet' },
    dosageInstruction: [{ text: '20 mg daily' }],
  }

  it('names what differs in the clinic’s words and nothing else', () => {
    const theirs = {
      ...mine,
      meta: { versionId: '2' },
      status: 'stopped' as const,
      dosageInstruction: [{ text: '10 mg daily' }],
    }
    expect(differences(mine, theirs)).toEqual([
      { field: 'Status', mine: 'active', theirs: 'stopped' },
      { field: 'Dose', mine: '20 mg daily', theirs: '10 mg daily' },
    ])
  })

  it('shows what one side lacks, and what was deleted', () => {
    const allergy: AllergyIntolerance = {
      resourceType: 'AllergyIntolerance',
      patient: { reference: 'Patient/1' },
      code: { text: 'Penicillin' },
    }
    expect(differences({ ...allergy, criticality: 'high' }, allergy)).toEqual([
      { field: 'Criticality', mine: 'high', theirs: 'nothing' },
    ])
    expect(differences(allergy, undefined)[0]?.theirs).toBe('deleted in the EHR')
  })

  it('of a note shows both texts, never its encoding', () => {
    const note = (text: string): DocumentReference => ({
      resourceType: 'DocumentReference',
      status: 'current',
      content: [{ attachment: { contentType: 'text/plain', data: Buffer.from(text).toString('base64') } }],
    })
    expect(differences(note('Mine.'), note('Theirs.'))).toEqual([
      { field: 'Text of the note', mine: 'Mine.', theirs: 'Theirs.' },
    ])
  })

  it('is never silent', () => {
    expect(differences(mine, { ...mine, meta: { versionId: '3' } })).toHaveLength(1)
  })
})

describe('a change', () => {
  it('has a title a person understands', () => {
    expect(
      titleOf(
        {
          resourceType: 'DocumentReference',
          status: 'current',
          docStatus: 'final',
          description: 'Diabetes follow-up',
          content: [],
        } as never,
        'update',
      ),
    ).toBe('Note: Diabetes follow-up, signed')
    expect(
      titleOf(
        { resourceType: 'Encounter', status: 'triaged', reasonCode: [{ text: 'Sore throat' }] } as never,
        'update',
      ),
    ).toBe('Visit: Sore throat, in a room')
    expect(titleOf({ resourceType: 'Patient' }, 'create')).toBe('New patient')
  })
})

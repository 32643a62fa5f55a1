import { useEffect, useState } from 'react'
import { chipsIn } from '../../../../shared/document/index.js'
import { prescribes } from '../../../../shared/domain/chip/medication.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { client } from '../../../data/index.js'
import type { CheckItem, NoteText } from '../checks/index.js'

/**
 * Prescriptions the chart has an allergy against and nobody has said why they are right all the same: the core signs none
 * of them. Asked anew for each text that rests: the allergy may have been recorded since the medicine was put in.
 */
export function useAllergies(doc: NoteText, patient: LocalId): readonly CheckItem[] {
  const [items, setItems] = useState<readonly CheckItem[]>([])
  useEffect(() => {
    let gone = false
    const asked = chipsIn(doc).map(async ({ attrs, chip, at, section }): Promise<CheckItem[]> => {
      if (chip?.kind !== 'medication' || !prescribes(chip.data) || chip.data.reason) return []
      const answer = await client.ask('medication.check', {
        patient,
        ingredients: chip.data.ingredients.map(({ name, rxnorm }) => ({ name, ...(rxnorm && { rxnorm }) })),
        text: chip.data.display,
        except: chip.resource ? [chip.resource.id as LocalId] : [],
      })
      const allergy = answer.ok ? answer.value.allergies.find(({ weight }) => weight === 'avoid') : undefined
      if (!allergy) return []
      const words = `${section}: “${attrs.text}”. ${allergy.why} Say why it is right all the same, or take it out`
      return [{ severity: 'blocks', words, at: { from: at, to: at + 1 }, action: 'Say why' }]
    })
    void Promise.all(asked).then((found) => !gone && setItems(found.flat()))
    return () => {
      gone = true
    }
  }, [doc, patient])
  return items
}

import type { OutputOf } from '../../../../shared/contract/contract.js'
import type { ChartView } from '../../../../shared/contract/views/chart.js'
import type { TeamMember } from '../../../../shared/contract/views/schedule.js'
import type { MedicationCheck, TermHit, TerminologySystem } from '../../../../shared/contract/views/terminology.js'
import type { Ingredient } from '../../../../shared/domain/medicine/medicine.js'
import { lastMeasured } from '../../../../shared/domain/vital-unit.js'
import { localDate, yearsBetween } from '../../../../shared/kernel/dates.js'
import type { DateText, LocalId } from '../../../../shared/kernel/ids.js'
import { client } from '../../../data/index.js'

/** What the chips of one note need to know of its patient and of the clinic; kept up to date while the note is open. */
export interface ChipContext {
  patient: LocalId
  today(): DateText
  /** The patient's age in years; undefined while it is not known. */
  years(): number | undefined
  /** The last weight, kg, and height, cm, to question a slip. */
  last(): { weight?: number; height?: number }
  chart(): ChartView | undefined
  team(): readonly TeamMember[]
  find(system: TerminologySystem, text: string, limit: number, within?: string): Promise<TermHit[]>
  /** What the chart says against a medicine; undefined when it could not be asked. */
  check(
    ingredients: readonly Ingredient[],
    except?: readonly string[],
    text?: string,
  ): Promise<MedicationCheck | undefined>
  close(): void
}

export function chipContext(patient: LocalId, note: LocalId): ChipContext {
  const watches = {
    chart: client.watch('chart.view', { patient }),
    banner: client.watch('patient.banner', { patient }),
    team: client.watch('team.list', {}),
  }
  const stops = Object.values(watches).map((watch) => watch.subscribe(() => undefined))
  const lastOf = (code: string): number | undefined => lastMeasured(watches.chart.current().data?.vitals ?? [], code)
  return {
    patient,
    today: () => localDate(new Date()),
    years: () => {
      const born = watches.banner.current().data?.birthDate
      return born ? yearsBetween(born, localDate(new Date())) : undefined
    },
    last: () => {
      const [weight, height] = [lastOf('29463-7'), lastOf('8302-2')]
      return { ...(weight !== undefined && { weight }), ...(height !== undefined && { height }) }
    },
    chart: () => watches.chart.current().data,
    team: () => watches.team.current().data ?? [],
    find: async (system, text, limit, within) => {
      const answer = await client.ask('terminology.find', { system, text, limit, ...(within && { within }) })
      if (!answer.ok) throw new Error(answer.refusal.message)
      return answer.value.hits
    },
    check: async (ingredients, except = [], text) => {
      const answer = await client.ask('medication.check', {
        patient,
        ingredients: ingredients.map(({ name, rxnorm }) => ({ name, ...(rxnorm && { rxnorm }) })),
        except: except as LocalId[],
        note,
        ...(text && { text }),
      })
      return answer.ok ? (answer.value as OutputOf<'medication.check'>) : undefined
    },
    close: () => {
      for (const stop of stops) stop()
    },
  }
}

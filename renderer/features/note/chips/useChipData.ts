import { useState } from 'react'
import type { ChipAttrs, ChipDataOf, ChipKind } from '../../../../shared/domain/chip/chip.js'

type Data = ChipDataOf[ChipKind]

/**
 * What is in the panel of a chip. What others make of the chip meanwhile is shown, unless something was changed here too:
 * then it is `isContested`, and whoever is here decides.
 */
export function useChipData(attrs: ChipAttrs) {
  const [state, setState] = useState({ data: attrs.data as Data, from: attrs.data, round: 0 })
  const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)
  const isOld = !same(attrs.data, state.from)
  const isUntouched = same(state.data, state.from)
  if (isOld && isUntouched) setState({ data: attrs.data as Data, from: attrs.data, round: state.round + 1 })
  return {
    data: state.data,
    setData: (data: Data) => setState((before) => ({ ...before, data })),
    /** Another number whenever the fields begin anew from the chip. */
    round: state.round,
    isChanged: !isUntouched,
    isContested: isOld && !isUntouched && !same(state.data, attrs.data),
  }
}

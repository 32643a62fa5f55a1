import type { DateText } from '../../../shared/kernel/ids.js'
import { createScreenState } from '../../data/index.js'

/** Where one is in the days, kept while one looks at a chart. `date` undefined: today. */
export const useTodayPlace = createScreenState<{ date?: DateText | undefined; selected: string | null }>({
  selected: null,
})

export const setDate = (date: DateText | undefined): void => useTodayPlace.setState({ date, selected: null })
export const setSelected = (selected: string): void => useTodayPlace.setState({ selected })

import { useDeferredValue, useMemo, useRef, useState } from 'react'
import type { ChartView } from '../../../shared/contract/views/chart.js'
import { fold } from '../../../shared/domain/fold.js'
import { useKeys } from '../../data/index.js'
import { Checkbox, EmptyState, SearchField } from '../../ui/index.js'
import { SeriesPage } from './SeriesPage.js'
import { isAbnormal } from './trend.js'

export interface ResultsProps {
  chart: ChartView
  now: Date
  selected: string | null
  onSelect: (id: string) => void
}

/** Laboratory results by test: latest, reference, last and trend; the chosen one as a plot with its table. */
export function Results({ chart, now, selected, onSelect }: ResultsProps) {
  const [text, setText] = useState('')
  const [abnormalOnly, setAbnormalOnly] = useState(false)
  const search = useRef<HTMLInputElement>(null)
  const words = useDeferredValue(text)
  const shown = useMemo(() => {
    const typed = fold(words).split(/\s+/).filter(Boolean)
    return chart.results.filter(
      (series) =>
        (!abnormalOnly || isAbnormal(series.readings[0]?.flag)) &&
        typed.every((word) => fold(series.name).includes(word)),
    )
  }, [chart.results, words, abnormalOnly])
  useKeys('Results', [
    { keys: '/', label: 'Find a test', run: () => search.current?.focus() },
    { keys: 'a', label: 'Only abnormal results', run: () => setAbnormalOnly((on) => !on) },
  ])
  return (
    <SeriesPage
      label="Results"
      thing="Test"
      series={shown}
      selected={selected}
      onSelect={onSelect}
      now={now}
      tools={
        <div className="chart-filter">
          <SearchField
            label="Find a test"
            placeholder="Find a test"
            value={text}
            onChange={setText}
            keys="/"
            inputRef={search}
          />
          <Checkbox isSelected={abnormalOnly} onChange={setAbnormalOnly}>
            Only abnormal <kbd className="ui-kbd">A</kbd>
          </Checkbox>
        </div>
      }
      empty={
        <EmptyState icon="result" title={chart.results.length === 0 ? 'No results here' : 'No test matches'}>
          {chart.results.length === 0
            ? chart.held.state === 'held'
              ? 'No laboratory result has been received for this patient.'
              : 'Results will appear as the chart arrives.'
            : abnormalOnly
              ? 'None of the latest results is outside its reference.'
              : 'Try fewer letters.'}
        </EmptyState>
      }
    />
  )
}

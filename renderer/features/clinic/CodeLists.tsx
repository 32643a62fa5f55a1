import { useState } from 'react'
import type { CodeListView } from '../../../shared/contract/views/terminology.js'
import { useKeys, useLive } from '../../data/index.js'
import { Problem, Skeleton } from '../../ui/index.js'
import { CodeListCard } from './CodeListCard.js'
import { chooseList, kinds, RemoveList, stopList } from './codeListWork.js'
import './codeLists.css'

/** What problems and medicines are looked up in: what is here, since when, and how to bring a newer one. */
export function CodeLists() {
  const { data: lists, refusal } = useLive('terminology.lists', {})
  const [removing, setRemoving] = useState<CodeListView | null>(null)
  useKeys('Code lists', [
    ...(lists ?? []).flatMap((list) => {
      const { keys, short } = kinds[list.system]
      return [
        {
          keys,
          label: list.current ? `Replace the list of ${short}` : `Import a list of ${short}`,
          run: () => void chooseList(list.system),
          when: !list.loading,
        },
        {
          keys: `Shift+${keys.toUpperCase()}`,
          label: list.loading ? `Stop reading ${short}` : `Remove the list of ${short}`,
          run: () => (list.loading ? void stopList(list.system) : setRemoving(list)),
          when: list.loading ? !list.loading.stopping : list.current !== undefined,
        },
      ]
    }),
  ])
  return (
    <section className="clinic-section" aria-labelledby="clinic-lists">
      <header className="clinic-head">
        <div>
          <h1 id="clinic-lists">Code lists</h1>
          <p className="muted">
            Problems and medicines are looked up on this workstation, with or without the EHR. Rounds brings a short
            list for family practice; import the current official lists to find everything else.
          </p>
        </div>
      </header>
      {refusal && (
        <Problem inline title="The lists could not be read">
          {refusal.message}
        </Problem>
      )}
      {!lists && !refusal && <Skeleton lines={6} label="Loading" />}
      {lists?.map((list) => (
        <CodeListCard key={list.system} list={list} onRemove={() => setRemoving(list)} />
      ))}
      {removing && <RemoveList list={removing} onClose={() => setRemoving(null)} />}
    </section>
  )
}

import { scopeWords } from '../../../../shared/domain/phrase.js'
import type { Phrase } from '../../../data/index.js'
import { EmptyState, List, SearchField, Select, Tag, UnsentMark } from '../../../ui/index.js'

/** What the list shows of a phrase, whether it is in use, retired or not saved. */
export interface Listed {
  id: string
  name: string
  title: string
  scope: Phrase['scope']
  owner?: string | undefined
  kind: Phrase['kind']
  state: 'in use' | 'retired' | 'not saved' | 'not readable'
  hidden: boolean
  unsent?: 'saved-here' | 'sending' | 'needs-you' | undefined
}

export const filters = [
  { id: 'all', label: 'All in use' },
  { id: 'personal', label: 'Mine' },
  { id: 'team', label: 'My teams’' },
  { id: 'clinic', label: 'The clinic’s' },
  { id: 'starter', label: 'Rounds starters' },
  { id: 'template', label: 'Whole notes' },
  { id: 'reply', label: 'Quick replies' },
  { id: 'retired', label: 'Retired' },
] as const
export type Filter = (typeof filters)[number]['id']

export interface PhraseListProps {
  items: readonly Listed[]
  selected: string | null
  typed: string
  filter: Filter
  onTyped: (typed: string) => void
  onFilter: (filter: Filter) => void
  onSelect: (id: string) => void
  onOpen: (id: string) => void
}

/** All phrases to find one in, by short name, title or words. */
export function PhraseList(props: PhraseListProps) {
  const { items, selected, typed, filter, onTyped, onFilter, onSelect, onOpen } = props
  return (
    <div className="phrase-list">
      <div className="phrase-list-find">
        <SearchField
          label="Find a phrase"
          value={typed}
          onChange={onTyped}
          placeholder="Short name, title, words"
          keys="/"
        />
        <Select
          label="Show"
          labelHidden
          items={[...filters]}
          value={filter}
          onChange={(id) => onFilter(id as Filter)}
        />
      </div>
      {items.length === 0 ? (
        <EmptyState compact title={typed ? `Nothing matches “${typed}”` : 'Nothing here yet'} icon="note" />
      ) : (
        <List
          label="Phrases and templates"
          items={items}
          selected={selected}
          onSelect={onSelect}
          onOpen={onOpen}
          estimate={54}
          render={(item) => (
            <div className="phrase-row">
              <span className="phrase-row-name">
                .{item.name} <UnsentMark state={item.unsent} bare />
              </span>
              <span className="phrase-row-scope">
                {item.state !== 'in use' ? (
                  <Tag tone="attention">{item.state}</Tag>
                ) : (
                  (item.scope === 'team' && item.owner) || scopeWords[item.scope]
                )}
              </span>
              <span className="phrase-row-title ellipsis">
                {item.title}
                {item.kind !== 'phrase' && (
                  <span className="faint"> · {item.kind === 'reply' ? 'quick reply' : 'whole note'}</span>
                )}
                {item.hidden && <span className="tone-attention"> · a nearer one has this name</span>}
              </span>
            </div>
          )}
        />
      )}
    </div>
  )
}

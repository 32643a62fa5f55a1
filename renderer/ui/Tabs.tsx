import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel, TabPanels } from 'react-aria-components'
import './tabs.css'

export interface TabItem {
  id: string
  label: string
  count?: number
  content: ReactNode
}

export function Tabs({
  label,
  items,
  selected,
  onSelect,
}: {
  label: string
  items: readonly TabItem[]
  selected: string
  onSelect: (id: string) => void
}) {
  return (
    <AriaTabs className="ui-tabs" selectedKey={selected} onSelectionChange={(key) => onSelect(String(key))}>
      <TabList className="ui-tab-list" aria-label={label}>
        {items.map((item) => (
          <Tab key={item.id} id={item.id} className="ui-tab">
            {item.label}
            {item.count !== undefined && <span className="ui-tab-count num">{item.count}</span>}
          </Tab>
        ))}
      </TabList>
      <TabPanels className="ui-tab-panels">
        {items.map((item) => (
          <TabPanel key={item.id} id={item.id} className="ui-tab-panel">
            {item.content}
          </TabPanel>
        ))}
      </TabPanels>
    </AriaTabs>
  )
}

import type { ReactElement } from 'react'
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  Header,
  MenuSection,
  MenuTrigger,
  Popover,
} from 'react-aria-components'
import { Icon, type IconName } from './icons.js'
import { Kbd } from './Kbd.js'
import './menu.css'

export interface MenuItem {
  id: string
  label: string
  description?: string
  icon?: IconName
  keys?: string
  tone?: 'danger'
  isDisabled?: boolean
  /** A tick before the words. */
  checked?: boolean
}
export interface MenuGroup {
  title?: string
  items: readonly MenuItem[]
}

/** `trigger` is a Button or IconButton of this folder. */
export function Menu({
  label,
  trigger,
  groups,
  onAction,
  placement = 'bottom end',
}: {
  label: string
  trigger: ReactElement
  groups: readonly MenuGroup[]
  onAction: (id: string) => void
  placement?: 'bottom end' | 'bottom start' | 'top start' | 'top end'
}) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className="ui-popover" placement={placement} offset={5}>
        <Items label={label} groups={groups} onAction={onAction} />
      </Popover>
    </MenuTrigger>
  )
}

/** A menu beside an element that no component here drew, such as a button inside the note's text. Open while it is there. */
export function MenuAt({
  label,
  anchor,
  groups,
  onAction,
  onClose,
  placement = 'bottom end',
}: {
  label: string
  anchor: Element
  groups: readonly MenuGroup[]
  onAction: (id: string) => void
  onClose: () => void
  placement?: 'bottom end' | 'bottom start'
}) {
  return (
    <Popover
      className="ui-popover"
      aria-label={label}
      placement={placement}
      offset={5}
      triggerRef={{ current: anchor }}
      isOpen
      onOpenChange={(open) => !open && onClose()}
    >
      <Items label={label} groups={groups} onAction={onAction} onClose={onClose} />
    </Popover>
  )
}

function Items({
  label,
  groups,
  onAction,
  onClose,
}: {
  label: string
  groups: readonly MenuGroup[]
  onAction: (id: string) => void
  onClose?: () => void
}) {
  return (
    <AriaMenu
      className="ui-menu"
      aria-label={label}
      onAction={(key) => onAction(String(key))}
      {...(onClose && { onClose, autoFocus: 'first' as const })}
    >
      {groups.map((group, index) => (
        <MenuSection key={group.title ?? index} className="ui-menu-section" aria-label={group.title ?? label}>
          {group.title && <Header className="ui-menu-title">{group.title}</Header>}
          {group.items.map((item) => (
            <AriaMenuItem
              key={item.id}
              id={item.id}
              className="ui-option"
              textValue={item.label}
              isDisabled={item.isDisabled}
              data-tone={item.tone}
            >
              {item.checked === undefined ? (
                item.icon && <Icon name={item.icon} />
              ) : (
                <span className="ui-menu-tick">{item.checked && <Icon name="check" size={14} label="chosen" />}</span>
              )}
              <span className="ui-option-words">
                {item.label}
                {item.description && <span className="ui-option-more">{item.description}</span>}
              </span>
              {item.keys && <Kbd keys={item.keys} />}
            </AriaMenuItem>
          ))}
        </MenuSection>
      ))}
    </AriaMenu>
  )
}

import type { ReactNode, Ref } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import './button.css'
import { Icon, type IconName } from './icons.js'
import { Kbd, keyWords } from './Kbd.js'
import { Tooltip } from './Tooltip.js'

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style'> {
  children?: ReactNode
  /** `primary` once per screen; `quiet` has no border; `danger` where a patient or text could be harmed. */
  look?: 'plain' | 'primary' | 'quiet' | 'danger'
  size?: 'm' | 's'
  icon?: IconName
  /** Icon after the words. */
  iconAfter?: IconName
  /** The key that does the same, `Mod+Enter` style: shown here; bound with `useKeys`. */
  keys?: string
  ref?: Ref<HTMLButtonElement>
  className?: string
}

export function Button({
  children,
  look = 'plain',
  size = 'm',
  icon,
  iconAfter,
  keys,
  className,
  ...rest
}: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      className={className ? `ui-button ${className}` : 'ui-button'}
      data-look={look}
      data-size={size}
      aria-keyshortcuts={keys ? ariaKeys(keys) : undefined}
    >
      {icon && <Icon name={icon} size={size === 's' ? 14 : 16} />}
      <span className="ui-button-words">{children}</span>
      {iconAfter && <Icon name={iconAfter} size={size === 's' ? 14 : 16} />}
      {keys && <Kbd keys={keys} on={look === 'primary' || look === 'danger' ? 'accent' : 'surface'} />}
    </AriaButton>
  )
}

export interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style'> {
  icon: IconName
  /** Read aloud and shown as the tooltip. */
  label: string
  keys?: string
  look?: 'plain' | 'quiet'
  size?: 'm' | 's'
  /** For buttons that hold a state. */
  pressed?: boolean
  ref?: Ref<HTMLButtonElement>
  className?: string
}

export function IconButton({
  icon,
  label,
  keys,
  look = 'quiet',
  size = 'm',
  pressed,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={keys ? `${label} · ${keyWords(keys)}` : label}>
      <AriaButton
        {...rest}
        aria-label={label}
        aria-pressed={pressed}
        aria-keyshortcuts={keys ? ariaKeys(keys) : undefined}
        className={className ? `ui-button ui-icon-button ${className}` : 'ui-button ui-icon-button'}
        data-look={look}
        data-size={size}
        data-on={pressed || undefined}
      >
        <Icon name={icon} size={size === 's' ? 14 : 16} />
      </AriaButton>
    </Tooltip>
  )
}

const ariaKeys = (keys: string): string => keys.replace('Mod', /Mac/.test(navigator.platform) ? 'Meta' : 'Control')

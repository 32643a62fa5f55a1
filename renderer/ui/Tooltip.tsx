import type { ReactElement } from 'react'
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components'
import './tooltip.css'

/** A few words about the control inside, after a moment's rest or on keyboard focus. */
export function Tooltip({
  text,
  children,
  placement = 'bottom',
}: {
  text: string
  children: ReactElement
  placement?: 'top' | 'bottom' | 'left' | 'right'
}) {
  return (
    <TooltipTrigger delay={450} closeDelay={60}>
      {children}
      <AriaTooltip className="ui-tooltip" placement={placement} offset={6}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  )
}

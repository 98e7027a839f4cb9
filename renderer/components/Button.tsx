/** Buttons: with words, or with an icon and its name in a tooltip. */
import type { ReactNode, Ref } from 'react'
import { Button as AriaButton, Tooltip, TooltipTrigger, type ButtonProps } from 'react-aria-components'
import './button.css'

type Look = 'plain' | 'outline' | 'primary' | 'danger'

type TextButtonProps = Omit<ButtonProps, 'className' | 'style'> & {
  readonly look?: Look
  readonly small?: boolean
  readonly ref?: Ref<HTMLButtonElement>
}

export function Button({ look = 'outline', small = false, ...props }: TextButtonProps) {
  return <AriaButton {...props} className={`button ${look} ${small ? 'small' : ''}`} />
}

type IconButtonProps = Omit<ButtonProps, 'className' | 'style' | 'children' | 'aria-label'> & {
  readonly label: string
  /** As people read it: `Ctrl+I`. */
  readonly keys?: string | undefined
  readonly icon: ReactNode
  /** For switches: whether it is on. */
  readonly isOn?: boolean
  readonly text?: string
  readonly small?: boolean
}

export function IconButton({ label, keys, icon, isOn, text, small = false, ...props }: IconButtonProps) {
  const look = `button icon ${isOn === true ? 'on' : ''} ${small ? 'small' : ''}`
  return (
    <Tip text={label} keys={keys}>
      <AriaButton
        {...props}
        aria-label={label}
        {...(isOn === undefined ? {} : { 'aria-pressed': isOn })}
        className={look}
      >
        {icon}
        {text === undefined ? null : <span className="button-text">{text}</span>}
      </AriaButton>
    </Tip>
  )
}

type TipProps = { readonly text: string; readonly keys?: string | undefined; readonly children: ReactNode }

/** What a control is called, and the key that does the same. */
export function Tip({ text, keys, children }: TipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={50}>
      {children}
      <Tooltip className="tooltip" offset={6}>
        {text}
        {keys === undefined ? null : <kbd>{keys}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  )
}

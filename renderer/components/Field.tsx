/** Fields of a form: a label at the left, the control, and beneath it what helps or what is wrong. */
import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Button,
  Checkbox,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
  Text,
  TextField,
} from 'react-aria-components'
import './field.css'

type FieldProps = {
  readonly label: string
  readonly help?: ReactNode
  /** What is wrong with the value, in a sentence; null: nothing, or not yet. */
  readonly problem?: string | null
}

type TextProps = FieldProps & {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onBlur?: () => void
  readonly type?: 'text' | 'password'
  readonly mono?: boolean
  readonly placeholder?: string
  readonly autoFocus?: boolean
  readonly isRequired?: boolean
}

export function TextInput({ label, help, problem = null, mono = false, placeholder, ...props }: TextProps) {
  return (
    <TextField
      {...props}
      className="field"
      isInvalid={problem !== null}
      validationBehavior="aria"
      autoComplete="off"
      spellCheck="false"
    >
      <Label>{label}</Label>
      <div className="field-control">
        <Input
          className={`input ${mono ? 'mono' : ''}`}
          {...(placeholder === undefined ? {} : { placeholder })}
        />
        <Help help={help} problem={problem} />
      </div>
    </TextField>
  )
}

function Help({ help, problem }: { readonly help: ReactNode; readonly problem: string | null }) {
  if (problem !== null) return <FieldError className="field-problem">{problem}</FieldError>
  return help === undefined ? null : (
    <Text slot="description" className="field-help">
      {help}
    </Text>
  )
}

export type Choice = { readonly id: string; readonly label: string }

type ChoiceProps = FieldProps & {
  readonly value: string
  readonly onChange: (id: string) => void
  readonly choices: readonly Choice[]
}

export function ChoiceInput({ label, help, problem = null, value, onChange, choices }: ChoiceProps) {
  return (
    <Select
      className="field"
      value={value}
      onChange={(key) => onChange(String(key))}
      isInvalid={problem !== null}
    >
      <Label>{label}</Label>
      <div className="field-control">
        <Button className="input select">
          <SelectValue />
          <ChevronDown size={14} aria-hidden />
        </Button>
        <Help help={help} problem={problem} />
      </div>
      <Popover className="popover" offset={4}>
        <ListBox className="options" items={choices}>
          {({ id, label }) => (
            <ListBoxItem id={id} className="option">
              {label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  )
}

type CheckProps = {
  readonly label: ReactNode
  readonly help?: ReactNode
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
}

export function CheckInput({ label, help, isOn, onChange }: CheckProps) {
  return (
    <div className="field">
      <span />
      <div className="field-control">
        <Checkbox className="check" isSelected={isOn} onChange={onChange}>
          <span className="check-box" aria-hidden />
          {label}
        </Checkbox>
        {help === undefined ? null : <span className="field-help">{help}</span>}
      </div>
    </div>
  )
}

/** A text field with suggestions: chosen from a list, or typed where the list does not have it. */
import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Button,
  ComboBox,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components'
import './field.css'

type SuggestInputProps = {
  readonly label: string
  readonly value: string
  readonly suggestions: readonly string[]
  readonly problem: string | null
  readonly placeholder?: string
  readonly help?: ReactNode
  readonly onChange: (value: string) => void
}

export function SuggestInput(props: SuggestInputProps) {
  const { label, value, suggestions, problem, placeholder, help, onChange } = props
  return (
    <ComboBox
      className="field"
      inputValue={value}
      onInputChange={onChange}
      defaultItems={suggestions.map((id) => ({ id }))}
      // The list stays whole: people look for theirs, they don't search for it.
      defaultFilter={() => true}
      allowsCustomValue
      menuTrigger="manual"
      isInvalid={problem !== null}
      validationBehavior="aria"
    >
      <Label>{label}</Label>
      <div className="field-control">
        <div className="suggest">
          <Input className="input" {...(placeholder === undefined ? {} : { placeholder })} />
          {suggestions.length === 0 ? null : (
            <Button className="suggest-button">
              <ChevronDown size={14} aria-hidden />
            </Button>
          )}
        </div>
        <FieldError className="field-problem">{problem}</FieldError>
        {problem !== null || help === undefined ? null : (
          <Text slot="description" className="field-help">
            {help}
          </Text>
        )}
      </div>
      <Popover className="popover" offset={4}>
        <ListBox className="options suggestions">
          {({ id }: { readonly id: string }) => (
            <ListBoxItem id={id} textValue={id} className="option">
              {id}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}

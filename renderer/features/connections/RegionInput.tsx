/** The region: chosen from the service's list, or typed where the list does not have it. */
import { ChevronDown } from 'lucide-react'
import {
  Button,
  ComboBox,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
} from 'react-aria-components'
import { connectionWords } from '../../strings/connections.ts'

type RegionInputProps = {
  readonly value: string
  readonly regions: readonly string[]
  readonly problem: string | null
  readonly onChange: (region: string) => void
}

export function RegionInput({ value, regions, problem, onChange }: RegionInputProps) {
  return (
    <ComboBox
      className="field"
      inputValue={value}
      onInputChange={onChange}
      defaultItems={regions.map((id) => ({ id }))}
      // The list stays whole: people look for their region, they don't search for it.
      defaultFilter={() => true}
      allowsCustomValue
      menuTrigger="manual"
      isInvalid={problem !== null}
      validationBehavior="aria"
    >
      <Label>{connectionWords.region}</Label>
      <div className="field-control">
        <div className="region">
          <Input className="input" />
          {regions.length === 0 ? null : (
            <Button className="region-button">
              <ChevronDown size={14} aria-hidden />
            </Button>
          )}
        </div>
        <FieldError className="field-problem">{problem}</FieldError>
      </div>
      <Popover className="popover" offset={4}>
        <ListBox className="options regions">
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

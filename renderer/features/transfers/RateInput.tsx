/** A limit in KB/s or MB/s, or none. */
import { ChevronDown } from 'lucide-react'
import {
  Button,
  FieldError,
  Input,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
  TextField,
} from 'react-aria-components'
import { limitWords as words } from '../../strings/transferLimits.ts'
import { rateOf, rateUnits, type RateForm } from './limitsForm.ts'

type RateInputProps = {
  readonly label: string
  readonly value: RateForm
  readonly autoFocus?: boolean
  readonly onChange: (value: RateForm) => void
}

const unitWords = { none: words.none, KB: 'KB/s', MB: 'MB/s' } as const

export function RateInput({ label, value, autoFocus = false, onChange }: RateInputProps) {
  const isBad = rateOf(value) === undefined
  return (
    <div className="field">
      <span className="react-aria-Label">{label}</span>
      <div className="field-control">
        <div className="rate-input">
          {value.unit === 'none' ? null : (
            <TextField
              aria-label={words.rate(label)}
              value={value.figure}
              isInvalid={isBad && value.figure !== ''}
              validationBehavior="aria"
              onChange={(figure) => onChange({ ...value, figure })}
            >
              <Input className="input" inputMode="decimal" autoComplete="off" />
              {value.figure === '' ? null : (
                <FieldError className="field-problem">{words.badRate}</FieldError>
              )}
            </TextField>
          )}
          <Select
            aria-label={words.unit(label)}
            value={value.unit}
            onChange={(unit) =>
              onChange({ ...value, unit: rateUnits.find((each) => each === unit) ?? 'none' })
            }
          >
            <Button className="input select" autoFocus={autoFocus}>
              <SelectValue />
              <ChevronDown size={14} aria-hidden />
            </Button>
            <Popover className="popover" offset={4}>
              <ListBox className="options">
                {rateUnits.map((unit) => (
                  <ListBoxItem key={unit} id={unit} className="option">
                    {unitWords[unit]}
                  </ListBoxItem>
                ))}
              </ListBox>
            </Popover>
          </Select>
        </div>
      </div>
    </div>
  )
}

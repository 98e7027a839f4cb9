/** Names with values, as many as wanted: metadata, tags. */
import { Plus, X } from 'lucide-react'
import { Input, TextField } from 'react-aria-components'
import { Button, IconButton } from '../../components/Button.tsx'
import { optionProblems, optionWords as words, type OptionProblem } from '../../strings/uploadOptions.ts'
import { withPair, type Pair } from './uploadForm.ts'

type PairRowsProps = {
  readonly label: string
  readonly add: string
  readonly pairs: readonly Pair[]
  readonly problem: OptionProblem | undefined
  readonly onChange: (pairs: readonly Pair[]) => void
}

export function PairRows({ label, add, pairs, problem, onChange }: PairRowsProps) {
  const change = (id: number, changed: Partial<Pair>): void =>
    onChange(pairs.map((pair) => (pair.id === id ? { ...pair, ...changed } : pair)))
  return (
    <div className="field" role="group" aria-label={label}>
      <span className="react-aria-Label">{label}</span>
      <div className="field-control">
        {pairs.map(({ id, name, value }, index) => (
          <div key={id} className="pair">
            <PairInput
              label={words.nameOf(label, index + 1)}
              placeholder={words.name}
              autoFocus={name === '' && value === ''}
              value={name}
              onChange={(text) => change(id, { name: text })}
            />
            <PairInput
              label={words.valueOf(label, index + 1)}
              placeholder={words.value}
              value={value}
              onChange={(text) => change(id, { value: text })}
            />
            <IconButton
              small
              label={words.removeOf(label, index + 1)}
              icon={<X size={13} aria-hidden />}
              onPress={() => onChange(pairs.filter((pair) => pair.id !== id))}
            />
          </div>
        ))}
        {problem === undefined ? null : (
          <span className="field-problem" role="status">
            {optionProblems[problem]}
          </span>
        )}
        <div>
          <Button small onPress={() => onChange(withPair(pairs))}>
            <Plus size={12} aria-hidden />
            {add}
          </Button>
        </div>
      </div>
    </div>
  )
}

type PairInputProps = {
  readonly label: string
  readonly placeholder: string
  readonly value: string
  readonly autoFocus?: boolean
  readonly onChange: (value: string) => void
}

function PairInput({ label, placeholder, value, autoFocus = false, onChange }: PairInputProps) {
  return (
    <TextField aria-label={label} value={value} autoFocus={autoFocus} onChange={onChange}>
      <Input className="input" placeholder={placeholder} autoComplete="off" spellCheck="false" />
    </TextField>
  )
}

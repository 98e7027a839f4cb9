/** Asks for a name. */
import { useState } from 'react'
import { Button } from '../../components/Button.tsx'
import { TextInput } from '../../components/Field.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { SheetForm } from '../../components/SheetForm.tsx'
import type { NameQuestion } from '../../state/sheets.ts'
import { planWords } from '../../strings/plans.ts'
import './questionSheet.css'

type NameSheetProps = {
  readonly question: NameQuestion
  readonly onAnswer: (name: string | null) => void
}

export function NameSheet({ question, onAnswer }: NameSheetProps) {
  const { title, label, action, help, value } = question
  const [name, setName] = useState(value)
  const isGood = name !== '' && !name.startsWith('/') && !name.endsWith('/')
  return (
    <Sheet
      title={title}
      width="narrow"
      onClose={() => onAnswer(null)}
      foot={
        <>
          <span className="push" />
          <Button onPress={() => onAnswer(null)}>{planWords.cancel}</Button>
          <Button look="primary" isDisabled={!isGood} onPress={() => onAnswer(name)}>
            {action}
          </Button>
        </>
      }
    >
      <SheetForm
        className="question"
        onSubmit={() => {
          if (isGood) onAnswer(name)
        }}
      >
        <TextInput
          label={label}
          autoFocus
          value={name}
          onChange={setName}
          help={help ?? undefined}
          problem={isGood || name === value ? null : planWords.badName}
        />
      </SheetForm>
    </Sheet>
  )
}

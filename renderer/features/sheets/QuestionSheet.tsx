/** Asks before something is done; the button says what that is, and is red where nothing brings it back. */
import { useState } from 'react'
import { Button } from '../../components/Button.tsx'
import { TextInput } from '../../components/Field.tsx'
import { Name } from '../../components/Name.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { SheetForm } from '../../components/SheetForm.tsx'
import type { Question } from '../../state/sheets.ts'
import { noticeWords as words } from '../../strings/notices.ts'
import './questionSheet.css'

type QuestionSheetProps = { readonly question: Question; readonly onAnswer: (yes: boolean) => void }

export function QuestionSheet({ question, onAnswer }: QuestionSheetProps) {
  const { title, lines, action, destroys, typed } = question
  const [text, setText] = useState('')
  const isConfirmed = typed === null || text === typed
  return (
    <Sheet
      title={title}
      width="narrow"
      role="alertdialog"
      onClose={() => onAnswer(false)}
      foot={
        <>
          <span className="push" />
          <Button autoFocus={destroys && typed === null} onPress={() => onAnswer(false)}>
            {words.cancel}
          </Button>
          <Button
            look={destroys ? 'danger' : 'primary'}
            autoFocus={!destroys && typed === null}
            isDisabled={!isConfirmed}
            onPress={() => onAnswer(true)}
          >
            {action}
          </Button>
        </>
      }
    >
      <SheetForm
        className="question"
        onSubmit={() => {
          if (isConfirmed) onAnswer(true)
        }}
      >
        {lines.map((line) => (
          <p key={line}>
            <Name text={line} />
          </p>
        ))}
        {typed === null ? null : (
          <TextInput label={words.typeToConfirm(typed)} mono autoFocus value={text} onChange={setText} />
        )}
      </SheetForm>
    </Sheet>
  )
}

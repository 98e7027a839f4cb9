/** Copies a text and says so on the button itself. */
import { useState } from 'react'
import { useStrata } from '../strata.ts'
import { failureWords } from '../strings/failures.ts'
import { Button } from './Button.tsx'

type CopyButtonProps = { readonly label: string; readonly text: string; readonly small?: boolean }

export function CopyButton({ label, text, small = false }: CopyButtonProps) {
  const { notices } = useStrata()
  const [copied, setCopied] = useState(false)
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(() => setCopied(true), notices.tellFailure)
  }
  return (
    <Button small={small} onPress={copy} onBlur={() => setCopied(false)}>
      {copied ? failureWords.copied : label}
    </Button>
  )
}

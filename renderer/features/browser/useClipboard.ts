/** Copy and paste of files: the keys go to other programs as text, the files to other folders. */
import type { ClipboardEvent } from 'react'
import { useStrata } from '../../strata.ts'
import { keepSelected, pasteHere } from '../../verbs/clipboard.ts'

export function useClipboard() {
  const strata = useStrata()
  return {
    onCopy: (event: ClipboardEvent) => {
      const text = keepSelected(strata)
      if (text === null) return
      event.preventDefault()
      event.clipboardData.setData('text/plain', text)
    },
    onPaste: (event: ClipboardEvent) => {
      event.preventDefault()
      void pasteHere(strata, event.clipboardData.getData('text/plain'))
    },
  }
}

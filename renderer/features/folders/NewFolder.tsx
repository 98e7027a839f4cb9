/** Asks for the name of a folder in the open one. */
import { FolderPlus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../components/Button.tsx'
import { failureFrom } from '../../failure.ts'
import { folderWords as words } from '../../strings/folders.ts'

type NewFolderProps = {
  readonly suggestion?: string
  /** What it rejects with is told beside the name. */
  readonly onMake: (name: string) => Promise<void>
}

export function NewFolder({ suggestion = '', onMake }: NewFolderProps) {
  const [name, setName] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const make = async (): Promise<void> => {
    try {
      await onMake(name ?? '')
      setName(null)
    } catch (error) {
      setProblem(failureFrom(error).message)
    }
  }
  if (name === null) {
    return (
      <Button onPress={() => setName(suggestion)}>
        <FolderPlus size={14} aria-hidden />
        {words.newFolder}
      </Button>
    )
  }
  return (
    <form
      className="folder-new"
      onSubmit={(event) => {
        event.preventDefault()
        void make()
      }}
    >
      <input
        className="input"
        autoFocus
        aria-label={words.newName}
        aria-invalid={problem !== null}
        aria-describedby="new-folder-problem"
        placeholder={words.newName}
        value={name}
        onChange={({ target }) => {
          setName(target.value)
          setProblem(null)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          // Takes back the name alone, not the whole sheet.
          event.stopPropagation()
          setName(null)
        }}
      />
      <Button type="submit" isDisabled={name === '' || name.startsWith('/') || name.endsWith('/')}>
        {words.make}
      </Button>
      <span id="new-folder-problem" role="alert" className="field-problem">
        {problem}
      </span>
    </form>
  )
}

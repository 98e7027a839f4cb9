/** Makes a folder in the open one and opens it. */
import { FolderPlus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../components/Button.tsx'
import { failureFrom } from '../../failure.ts'
import { useStrata } from '../../strata.ts'
import { folderWords as words } from '../../strings/folders.ts'

type NewFolderProps = { readonly insideId: string; readonly onMade: (folderId: string) => void }

export function NewFolder({ insideId, onMade }: NewFolderProps) {
  const { api } = useStrata()
  const [name, setName] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const make = async (): Promise<void> => {
    try {
      const { folderId } = await api.folders.make({ folderId: insideId, name: name ?? '' })
      setName(null)
      onMade(folderId)
    } catch (error) {
      setProblem(failureFrom(error).message)
    }
  }
  if (name === null) {
    return (
      <Button onPress={() => setName('')}>
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
      <Button type="submit" isDisabled={name === ''}>
        {words.make}
      </Button>
      <span id="new-folder-problem" role="alert" className="field-problem">
        {problem}
      </span>
    </form>
  )
}

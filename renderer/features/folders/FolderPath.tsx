/** The way to the open folder, from the places to start from; every part leads there. */
import { Fragment } from 'react'
import { Button } from 'react-aria-components'
import { Name } from '../../components/Name.tsx'
import { folderWords as words } from '../../strings/folders.ts'

type FolderPathProps = {
  readonly path: readonly { readonly folderId: string; readonly name: string }[]
  readonly onOpen: (folderId: string | null) => void
}

export function FolderPath({ path, onOpen }: FolderPathProps) {
  const current = path.at(-1)?.folderId ?? null
  const steps = [{ folderId: null, name: words.places }, ...path]
  return (
    <nav className="folder-path" aria-label={words.path}>
      {steps.map(({ folderId, name }) => (
        <Fragment key={folderId ?? ''}>
          {folderId === null ? null : <span aria-hidden>›</span>}
          <Button
            className={`folder-step ${folderId === current ? 'current' : ''}`}
            {...(folderId === current ? { 'aria-current': 'location' as const } : {})}
            onPress={() => onOpen(folderId)}
          >
            <Name text={name} />
          </Button>
        </Fragment>
      ))}
    </nav>
  )
}

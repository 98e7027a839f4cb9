/** The way to what is open, from the places to start from; every part leads there. */
import { Fragment } from 'react'
import { Button } from 'react-aria-components'
import { Name } from '../../components/Name.tsx'
import { folderWords as words } from '../../strings/folders.ts'

type FolderPathProps = {
  /** Outermost first; the last is what is open. */
  readonly steps: readonly { readonly id: string; readonly name: string }[]
  readonly onOpen: (id: string) => void
}

export function FolderPath({ steps, onOpen }: FolderPathProps) {
  const current = steps.at(-1)?.id
  return (
    <nav className="folder-path" aria-label={words.path}>
      {steps.map(({ id, name }, index) => (
        <Fragment key={id}>
          {index === 0 ? null : <span aria-hidden>›</span>}
          <Button
            className={`folder-step ${id === current ? 'current' : ''}`}
            {...(id === current ? { 'aria-current': 'location' as const } : {})}
            onPress={() => onOpen(id)}
          >
            <Name text={name} />
          </Button>
        </Fragment>
      ))}
    </nav>
  )
}

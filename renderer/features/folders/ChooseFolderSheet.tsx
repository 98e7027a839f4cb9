/** Chooses a folder of this computer for downloads, where the system's own dialog can't be had. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Target } from '../../../shared/contract/folders.ts'
import { Button } from '../../components/Button.tsx'
import { FailureFace } from '../../components/FailureFace.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { failureFrom } from '../../failure.ts'
import { useStrata } from '../../strata.ts'
import { folderWords as words } from '../../strings/folders.ts'
import { FolderList } from './FolderList.tsx'
import { FolderPath } from './FolderPath.tsx'
import { NewFolder } from './NewFolder.tsx'
import './folders.css'

type ChooseFolderSheetProps = { readonly onAnswer: (target: Target | null) => void }

export function ChooseFolderSheet({ onAnswer }: ChooseFolderSheetProps) {
  const { api, notices } = useStrata()
  const [folderId, setFolderId] = useState<string | null>(null)
  const view = useQuery({
    queryKey: ['folders', folderId],
    queryFn: ({ signal }) => api.folders.browse({ folderId }, { signal }),
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: 0,
  })
  const open = view.error === null ? view.data?.path.at(-1) : undefined
  const parent = view.data?.path.at(-2)?.folderId ?? null
  const choose = (id: string): void => {
    api.folders.target({ folderId: id }).then(onAnswer, notices.tellFailure)
  }
  return (
    <Sheet
      title={words.title}
      onClose={() => onAnswer(null)}
      foot={
        <>
          {open === undefined ? null : <NewFolder insideId={open.folderId} onMade={setFolderId} />}
          <span className="push" />
          <Button onPress={() => onAnswer(null)}>{words.cancel}</Button>
          <Button
            look="primary"
            isDisabled={open === undefined || view.isPlaceholderData}
            onPress={() => {
              if (open !== undefined) choose(open.folderId)
            }}
          >
            {open === undefined ? words.saveHere : words.saveIn(open.name)}
          </Button>
        </>
      }
    >
      <FolderPath path={view.data?.path ?? []} onOpen={setFolderId} />
      <div className="folder-body">
        {view.error !== null ? (
          <FailureFace failure={failureFrom(view.error)} onRetry={() => void view.refetch()} />
        ) : view.data === undefined ? (
          <Spinner label={words.loading} />
        ) : (
          <FolderList
            key={open?.folderId ?? ''}
            folders={view.data.folders}
            onOpen={setFolderId}
            onUp={() => setFolderId(parent)}
          />
        )}
      </div>
    </Sheet>
  )
}

/** Chooses a folder of this computer for downloads, where the system's own dialog can't be had. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Folder } from 'lucide-react'
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

type Listed = { readonly folderId: string; readonly name: string }

/** Where the path begins. */
const placesId = ''

export function ChooseFolderSheet({ onAnswer }: ChooseFolderSheetProps) {
  const { api, notices } = useStrata()
  const [openId, setOpenId] = useState(placesId)
  const folderId = openId === placesId ? null : openId
  const view = useQuery({
    queryKey: ['folders', folderId],
    queryFn: ({ signal }) => api.folders.browse({ folderId }, { signal }),
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: 0,
  })
  const open = view.error === null ? view.data?.path.at(-1) : undefined
  const parentId = view.data?.path.at(-2)?.folderId ?? placesId
  const choose = (id: string): void => {
    api.folders.target({ folderId: id }).then(onAnswer, notices.tellFailure)
  }
  const make = async (insideId: string, name: string): Promise<void> => {
    const made = await api.folders.make({ folderId: insideId, name })
    setOpenId(made.folderId)
  }
  return (
    <Sheet
      title={words.title}
      onClose={() => onAnswer(null)}
      foot={
        <>
          {open === undefined ? null : <NewFolder onMake={(name) => make(open.folderId, name)} />}
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
      <FolderPath steps={stepsTo(view.data?.path ?? [])} onOpen={setOpenId} />
      <div className="folder-body">
        {view.error !== null ? (
          <FailureFace failure={failureFrom(view.error)} onRetry={() => void view.refetch()} />
        ) : view.data === undefined ? (
          <Spinner label={words.loading} />
        ) : (
          <FolderList
            key={open?.folderId ?? ''}
            lines={view.data.folders.map(lineOf)}
            empty={words.empty}
            onOpen={setOpenId}
            onUp={() => setOpenId(parentId)}
          />
        )}
      </div>
    </Sheet>
  )
}

const stepsTo = (path: readonly Listed[]) => [
  { id: placesId, name: words.places },
  ...path.map(({ folderId, name }) => ({ id: folderId, name })),
]

const lineOf = ({ folderId, name }: Listed) => ({
  id: folderId,
  name,
  icon: <Folder size={15} aria-hidden />,
})

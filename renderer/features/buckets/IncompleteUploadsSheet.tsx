/** Uploads of a bucket that were never completed: what they hold, how old they are, and the way to be rid of them. */
import { PackageCheck } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Selection } from 'react-aria-components'
import type { BucketRef } from '../../../shared/model/selection.ts'
import type { IncompleteUpload } from '../../../shared/model/upload.ts'
import { Button } from '../../components/Button.tsx'
import { FailureFace } from '../../components/FailureFace.tsx'
import { FaceBox, PlainFace } from '../../components/PlainFace.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { WayOn } from '../../components/WayOn.tsx'
import { useIncompleteUploads } from '../../data/incompleteUploads.ts'
import { failureFrom } from '../../failure.ts'
import { useStrata } from '../../strata.ts'
import { incompleteWords as words, selectedWords, totalWords } from '../../strings/incompleteUploads.ts'
import { abortUploads } from '../../verbs/abortUploads.ts'
import { resumeUpload } from '../../verbs/resumeUpload.ts'
import { UploadsTable, idOf } from './UploadsTable.tsx'
import './incompleteUploads.css'

type IncompleteUploadsSheetProps = { readonly bucket: BucketRef; readonly onClose: () => void }

export function IncompleteUploadsSheet({ bucket: ref, onClose }: IncompleteUploadsSheetProps) {
  const asked = useIncompleteUploads(ref)
  const [selected, setSelected] = useState<Selection>(new Set())
  const { data } = asked
  const uploads = data?.pages.flatMap((page) => page.uploads) ?? []
  const isShown = data !== undefined && (!asked.isError || asked.isFetchNextPageError)
  const chosen = isShown ? uploads.filter((upload) => selected === 'all' || selected.has(idOf(upload))) : []
  const { abort, aborting } = useAborting(ref, chosen, async () => {
    setSelected(new Set())
    await asked.refetch()
  })
  const closeButton = useRef<HTMLButtonElement>(null)
  const isAborting = aborting !== null
  useEffect(() => {
    // The button that began it can't be pressed any more: what has the focus must be something that works.
    if (isAborting) closeButton.current?.focus()
  }, [isAborting])
  return (
    <Sheet
      title={words.title(ref.bucket)}
      lead={isShown && uploads.length > 0 ? totalWords(uploads, !asked.hasNextPage) : words.lead}
      width="wide"
      onClose={onClose}
      foot={
        <>
          <span role="status">{aborting ?? selectedWords(chosen)}</span>
          <span className="push" />
          <Button ref={closeButton} onPress={onClose}>
            {words.close}
          </Button>
          {!isShown || uploads.length === 0 ? null : (
            <>
              <ResumeButton bucket={ref} chosen={isAborting ? [] : chosen} onResume={onClose} />
              <Button look="danger" isDisabled={chosen.length === 0 || isAborting} onPress={abort}>
                {words.abort(chosen.length)}
              </Button>
            </>
          )}
        </>
      }
    >
      {isShown ? (
        <Found
          asked={asked}
          uploads={uploads}
          selected={selected}
          onSelect={isAborting ? () => undefined : setSelected}
        />
      ) : (
        <NotFound asked={asked} connectionId={ref.connectionId} />
      )}
    </Sheet>
  )
}

type ResumeButtonProps = {
  readonly bucket: BucketRef
  readonly chosen: readonly IncompleteUpload[]
  readonly onResume: () => void
}

/** For one at a time: each needs a file of its own. */
function ResumeButton({ bucket, chosen, onResume }: ResumeButtonProps) {
  const strata = useStrata()
  const [only, ...others] = chosen
  const resume = (): void => {
    if (only === undefined) return
    resumeUpload(strata, bucket, only)
    onResume()
  }
  return (
    <Button isDisabled={only === undefined || others.length > 0} onPress={resume}>
      {words.resume}
    </Button>
  )
}

type Asked = ReturnType<typeof useIncompleteUploads>

function NotFound({ asked, connectionId }: { readonly asked: Asked; readonly connectionId: string }) {
  const failure = asked.error === null ? null : failureFrom(asked.error)
  return (
    <FaceBox className="uploads-face">
      {failure === null ? (
        <Spinner label={words.loading} />
      ) : (
        <FailureFace
          failure={failure}
          onRetry={() => void asked.refetch()}
          wayOn={<WayOn failure={failure} connectionId={connectionId} />}
        />
      )}
    </FaceBox>
  )
}

type FoundProps = {
  readonly asked: Asked
  readonly uploads: readonly IncompleteUpload[]
  readonly selected: Selection
  readonly onSelect: (selected: Selection) => void
}

function Found({ asked, uploads, selected, onSelect }: FoundProps) {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = asked
  const partsFailure = data?.pages.find((page) => page.partsFailure !== null)?.partsFailure ?? null
  if (uploads.length === 0 && !hasNextPage) {
    return (
      <PlainFace
        className="uploads-face"
        icon={<PackageCheck size={30} strokeWidth={1.5} aria-hidden />}
        title={words.empty}
        advice={words.emptyAdvice}
      />
    )
  }
  return (
    <>
      {partsFailure === null ? null : (
        <p className="uploads-note">{words.partsFailure(partsFailure.message)}</p>
      )}
      <UploadsTable uploads={uploads} selected={selected} onSelect={onSelect} />
      {error === null ? null : <p className="uploads-note">{failureFrom(error).message}</p>}
      {hasNextPage ? (
        <div className="uploads-more">
          <Button small isDisabled={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {isFetchingNextPage ? words.moreLoading : words.more}
          </Button>
        </div>
      ) : null}
    </>
  )
}

function useAborting(ref: BucketRef, chosen: readonly IncompleteUpload[], onDone: () => Promise<void>) {
  const strata = useStrata()
  const [aborting, setAborting] = useState<string | null>(null)
  const abort = async (): Promise<void> => {
    const tried = await abortUploads(strata, ref, chosen, (doneCount) =>
      setAborting(words.aborting(doneCount, chosen.length)),
    )
    if (tried) await onDone()
    setAborting(null)
  }
  return { aborting, abort: () => void abort() }
}

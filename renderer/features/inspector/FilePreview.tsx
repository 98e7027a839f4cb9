/** The look at a file on top of the inspector. */
import { FileX2 } from 'lucide-react'
import { Preview } from '../../components/preview/Preview.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import type { useInspected } from '../../data/objects.ts'
import { failureFrom } from '../../failure.ts'

type FilePreviewProps = {
  readonly name: string
  readonly inspected: ReturnType<typeof useInspected>
  /** What is shown is the last version before it was deleted. */
  readonly isDeleted: boolean
}

export function FilePreview({ name, inspected: { data, error, refetch }, isDeleted }: FilePreviewProps) {
  return (
    <div className={`inspector-preview ${isDeleted ? 'gone' : ''}`}>
      {error !== null ? (
        <p className="preview-failure" role="alert">
          <FileX2 size={22} strokeWidth={1.5} aria-hidden />
          {failureFrom(error).message}
        </p>
      ) : data === undefined ? (
        <Spinner />
      ) : (
        <Preview preview={data.preview} name={name} size="small" onExpired={() => void refetch()} />
      )}
    </div>
  )
}

/** The look at a file on top of the inspector. */
import { FileX2 } from 'lucide-react'
import type { ObjectRef } from '../../../shared/model/selection.ts'
import { Preview } from '../../components/preview/Preview.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { identityOf, type useInspected } from '../../data/objects.ts'
import { failureFrom } from '../../failure.ts'
import './filePreview.css'

type FilePreviewProps = {
  readonly file: ObjectRef
  readonly name: string
  readonly inspected: ReturnType<typeof useInspected>
  /** What is shown is the last version before it was deleted. */
  readonly isDeleted: boolean
}

export function FilePreview({ file, name, inspected, isDeleted }: FilePreviewProps) {
  const { data, error, refetch } = inspected
  return (
    <div className={`inspector-preview ${isDeleted ? 'gone' : ''}`}>
      {error !== null ? (
        <p className="preview-none" role="alert">
          <FileX2 size={22} strokeWidth={1.5} aria-hidden />
          {failureFrom(error).message}
        </p>
      ) : data === undefined ? (
        <Spinner />
      ) : (
        <Preview
          identity={identityOf(file, data.facts)}
          preview={data.preview}
          name={name}
          sizeBytes={data.facts.sizeBytes}
          size="small"
          onExpired={async () => (await refetch()).data?.preview ?? null}
        />
      )}
    </div>
  )
}

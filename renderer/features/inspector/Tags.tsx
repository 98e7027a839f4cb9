/** The tags of a version, asked for when somebody looks. */
import type { ObjectRef } from '../../../shared/model/selection.ts'
import { Spinner } from '../../components/Spinner.tsx'
import { useTags } from '../../data/objects.ts'
import { failureFrom } from '../../failure.ts'
import { inspectorWords as words } from '../../strings/inspector.ts'
import './facts.css'

type TagsProps = { readonly file: ObjectRef; readonly versionId: string | null | undefined }

export function Tags({ file, versionId }: TagsProps) {
  const { data, error } = useTags(file, versionId)
  if (error !== null) return <p className="timeline-note">{failureFrom(error).message}</p>
  if (data === undefined) return <Spinner />
  if (data.length === 0) return <p className="timeline-note">{words.noTags}</p>
  return (
    <dl className="facts tags">
      {data.map(({ key, value }) => (
        <div key={key}>
          <dt>{key}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The files with the most versions under a folder. */
import { nameOf, parentPrefix } from '../../../shared/key.ts'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { FailureFace } from '../../components/FailureFace.tsx'
import { FileIcon } from '../../components/FileIcon.tsx'
import { Name } from '../../components/Name.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { useMostVersions } from '../../data/usage.ts'
import { failureFrom } from '../../failure.ts'
import { formatBytes } from '../../format/bytes.ts'
import { formatCount } from '../../format/counts.ts'
import { visibleName } from '../../format/names.ts'
import { useStrata } from '../../strata.ts'
import { storageWords as words } from '../../strings/storage.ts'
import { showFile } from '../../verbs/showFile.ts'
import './usageTable.css'

type CrowdedKeysProps = { readonly here: PrefixRef; readonly onLeave: () => void }

export function CrowdedKeys({ here, onLeave }: CrowdedKeysProps) {
  const strata = useStrata()
  const { data, error, refetch } = useMostVersions(here)
  if (error !== null) return <FailureFace failure={failureFrom(error)} onRetry={() => void refetch()} />
  if (data === undefined) return <Spinner label={words.loading} />
  const keys = data.filter(({ entryCount }) => entryCount > 1)
  const { connectionId, bucket } = here
  if (keys.length === 0) return <p className="usage-lead">{words.noKeys}</p>
  return (
    <>
      <p className="usage-lead">{words.keysLead}</p>
      <table className="usage-table">
        <thead>
          <tr>
            <th scope="col">{words.key}</th>
            <th scope="col" className="figure">
              {words.versions}
            </th>
            <th scope="col" className="figure">
              {words.size}
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map(({ key, entryCount, bytes }) => (
            <tr key={key}>
              <th scope="row">
                <button
                  type="button"
                  className="usage-name"
                  title={visibleName(key)}
                  onClick={() => {
                    onLeave()
                    showFile(strata, { connectionId, bucket, key }, true)
                  }}
                >
                  <FileIcon name={key} isFolder={false} />
                  <span className="usage-folder">
                    <Name text={parentPrefix(key).slice(here.prefix.length)} />
                  </span>
                  <span className="name-text">
                    <Name text={nameOf(key)} />
                  </span>
                </button>
              </th>
              <td className="figure">{formatCount(entryCount)}</td>
              <td className="figure">{formatBytes(bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

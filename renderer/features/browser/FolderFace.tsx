/** What is shown where a folder has no rows: why, and what to do about it. */
import { FolderOpen, SearchX } from 'lucide-react'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { Button } from '../../components/Button.tsx'
import { FailureFace } from '../../components/FailureFace.tsx'
import { WayOn } from '../../components/WayOn.tsx'
import { useSelected, useStore } from '../../state/store.ts'
import { useStrata } from '../../strata.ts'
import { failureWords } from '../../strings/failures.ts'
import { timeWords } from '../../strings/timeTravel.ts'
import { treeWords as words } from '../../strings/tree.ts'
import type { OpenFolder } from './openFolder.ts'
import './face.css'
import './bones.css'

type FolderFaceProps = { readonly folder: OpenFolder; readonly place: PrefixRef }

export function FolderFace({ folder, place }: FolderFaceProps) {
  const { filter, navigation } = useStrata()
  const isPast = useSelected(navigation, ({ here }) => here?.past != null)
  const text = useStore(filter)
  const { failure, waiting } = folder
  if (failure !== null) {
    return (
      <div className="tree-face" role="rowgroup">
        <FaceCell>
          <FailureFace
            failure={failure}
            onRetry={() => folder.refresh()}
            wayOn={<WayOn failure={failure} connectionId={place.connectionId} />}
          />
        </FaceCell>
      </div>
    )
  }
  if (waiting) return <Bones />
  return (
    <div className="tree-face" role="rowgroup">
      <FaceCell>
        {text !== '' ? <NoMatch text={text} /> : isPast ? <EmptyThen /> : <Empty place={place} />}
      </FaceCell>
    </div>
  )
}

/** A grid holds rows and cells only. */
const FaceCell = ({ children }: { readonly children: React.ReactNode }) => (
  <div role="row">
    <div role="gridcell">{children}</div>
  </div>
)

function EmptyThen() {
  return (
    <div className="face">
      <FolderOpen size={30} strokeWidth={1.5} aria-hidden />
      <h2>{timeWords.emptyThen}</h2>
      <p>{timeWords.emptyThenAdvice}</p>
    </div>
  )
}

function Empty({ place }: { readonly place: PrefixRef }) {
  const { settings, commands } = useStrata()
  const { showDeleted } = useStore(settings)
  return (
    <div className="face">
      <FolderOpen size={30} strokeWidth={1.5} aria-hidden />
      <h2>{place.prefix === '' ? words.emptyBucket : words.emptyFolder}</h2>
      <p>{words.emptyAdvice}</p>
      {showDeleted ? null : <p>{words.onlyDeleted}</p>}
      <div>
        <Button look="primary" onPress={() => commands.look('upload-files').run()}>
          {words.uploadFiles}
        </Button>
        {showDeleted ? null : (
          <Button onPress={() => settings.change({ showDeleted: true })}>{failureWords.showDeleted}</Button>
        )}
      </div>
    </div>
  )
}

function NoMatch({ text }: { readonly text: string }) {
  const { filter } = useStrata()
  return (
    <div className="face">
      <SearchX size={30} strokeWidth={1.5} aria-hidden />
      <h2>{words.noMatch(text)}</h2>
      <div>
        <Button onPress={() => filter.set('')}>{words.clearFilter}</Button>
      </div>
    </div>
  )
}

const boneWidths = ['11rem', '8rem', '13rem', '9rem', '12rem', '7rem']

/** Rows to be, from a tenth of a second on. */
function Bones() {
  return (
    <div className="bones" aria-hidden>
      {boneWidths.map((width, line) => (
        <div key={width} className={`tree-row ${line % 2 === 0 ? 'even' : ''}`}>
          <div className="tree-name">
            <span className="twist" />
            <span className="bone" style={{ width }} />
          </div>
        </div>
      ))}
    </div>
  )
}

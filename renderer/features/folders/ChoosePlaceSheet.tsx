/** Chooses a folder of any bucket and connection, and says what that would mean. */
import { Server, Folder, Star } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { BucketIcon } from '../../components/BucketIcon.tsx'
import { Button } from '../../components/Button.tsx'
import { FailureFace } from '../../components/FailureFace.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { WayOn } from '../../components/WayOn.tsx'
import { failureFrom } from '../../failure.ts'
import type { PlaceQuestion } from '../../state/sheets.ts'
import { useStrata } from '../../strata.ts'
import { folderWords as words } from '../../strings/folders.ts'
import { FolderList, type FolderLine } from './FolderList.tsx'
import { FolderPath } from './FolderPath.tsx'
import { NewFolder } from './NewFolder.tsx'
import { above, inside, spotId, wayTo, type Spot, type SpotLine } from './spot.ts'
import { useSpotLines } from './useSpotLines.ts'
import './folders.css'

type ChoosePlaceSheetProps = {
  readonly question: PlaceQuestion
  readonly onAnswer: (place: PrefixRef | null) => void
}

export function ChoosePlaceSheet({ question, onAnswer }: ChoosePlaceSheetProps) {
  const strata = useStrata()
  const [spot, setSpot] = useState<Spot>({ kind: 'folder', place: question.start })
  const way = wayTo(strata, spot)
  const place = spot.kind === 'folder' ? spot.place : null
  const { title, action, note, whyNot } = question.judge(place)
  return (
    <Sheet
      title={title}
      onClose={() => onAnswer(null)}
      foot={
        <>
          {place === null ? null : (
            <NewFolder
              key={spotId(spot)}
              suggestion={question.suggestion}
              onMake={async (name) => setSpot(inside(place, name))}
            />
          )}
          <span className="push" />
          <Button onPress={() => onAnswer(null)}>{words.cancel}</Button>
          <Button look="primary" isDisabled={whyNot !== null} onPress={() => onAnswer(place)}>
            {action}
          </Button>
        </>
      }
    >
      <FolderPath steps={way} onOpen={(id) => setSpot(way.find((step) => step.id === id)?.spot ?? spot)} />
      <div className="folder-body">
        <SpotBody spot={spot} onOpen={setSpot} />
      </div>
      <p className="folder-verdict" role="status">
        {whyNot ?? note}
      </p>
    </Sheet>
  )
}

type SpotBodyProps = { readonly spot: Spot; readonly onOpen: (spot: Spot) => void }

function SpotBody({ spot, onOpen }: SpotBodyProps) {
  const strata = useStrata()
  const { shownId, lines, isUsed, isReading, error, refetch } = useSpotLines(spot)
  if (error !== null) {
    const failure = failureFrom(error)
    const connectionId =
      spot.kind === 'folder' ? spot.place.connectionId : spot.kind === 'connection' ? spot.connectionId : null
    return (
      <FailureFace
        failure={failure}
        onRetry={() => void refetch()}
        wayOn={
          connectionId === null || failure.wayOn !== 'edit-connection' ? null : (
            <WayOn failure={failure} connectionId={connectionId} />
          )
        }
      />
    )
  }
  if (shownId === null) return <Spinner label={words.loading} />
  const empty = isReading
    ? words.loading
    : spot.kind === 'connection'
      ? words.noBuckets
      : isUsed
        ? words.empty
        : words.unused
  return (
    <FolderList
      key={shownId}
      lines={lines.map(drawn)}
      empty={empty}
      onOpen={(id) => {
        const line = lines.find((each) => each.id === id)
        if (line !== undefined) onOpen(line.spot)
      }}
      onUp={() => onOpen(above(strata, spot))}
    />
  )
}

const icons: Readonly<Record<SpotLine['icon'], ReactNode>> = {
  connection: <Server size={15} aria-hidden />,
  bucket: <BucketIcon />,
  folder: <Folder size={15} aria-hidden />,
  favourite: <Star size={15} aria-hidden />,
}

const drawn = ({ id, name, icon, note }: SpotLine): FolderLine => ({
  id,
  name,
  icon: icons[icon],
  ...(note === undefined ? {} : { note }),
})

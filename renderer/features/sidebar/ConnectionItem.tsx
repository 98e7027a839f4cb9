/** A connection in the sidebar, and beneath it its buckets once it is opened. */
import { LoaderCircle, Plus } from 'lucide-react'
import type { Connection } from '../../../shared/model/connection.ts'
import { useBuckets } from '../../data/buckets.ts'
import { failureFrom } from '../../failure.ts'
import { WayOn } from '../../components/WayOn.tsx'
import { Button } from '../../components/Button.tsx'
import { useSelected } from '../../state/store.ts'
import { useStrata, type Strata } from '../../strata.ts'
import { bucketWords } from '../../strings/buckets.ts'
import { connectionWords } from '../../strings/connections.ts'
import { failureWords } from '../../strings/failures.ts'
import type { MenuGroups } from '../../state/contextMenu.ts'
import { forgetConnection } from '../../verbs/forgetConnection.ts'
import { BucketItem } from './BucketItem.tsx'
import { PlaceButton } from './PlaceButton.tsx'

type ConnectionItemProps = { readonly connection: Connection; readonly colour: string }

export function ConnectionItem({ connection, colour }: ConnectionItemProps) {
  const strata = useStrata()
  const isOpen = useSelected(strata.openConnections, (open) => open.has(connection.id))
  return (
    <li>
      <PlaceButton
        icon={<span className="dot" style={{ background: colour }} />}
        name={connection.name}
        isOpen={isOpen}
        onPress={() => toggle(strata, connection)}
        menu={menuOf(strata, connection)}
      />
      {isOpen ? <BucketList connection={connection} /> : null}
    </li>
  )
}

/** A connection without its secret asks for it before anything else. */
function toggle({ openConnections, sheets }: Strata, { id, secretPlace, builtIn }: Connection): void {
  if (secretPlace === 'missing' && !builtIn) {
    sheets.open({ kind: 'connection', connectionId: id })
    return
  }
  openConnections.update((open) => {
    const next = new Set(open)
    if (!next.delete(id)) next.add(id)
    return next
  })
}

function menuOf(strata: Strata, connection: Connection): MenuGroups {
  const { sheets, queries } = strata
  const { id, builtIn } = connection
  const own = [
    {
      id: 'edit',
      label: connectionWords.edit,
      run: () => sheets.open({ kind: 'connection', connectionId: id }),
    },
    {
      id: 'forget',
      label: connectionWords.forget,
      destroys: true,
      run: () => void forgetConnection(strata, connection),
    },
  ]
  return [
    [
      {
        id: 'new-bucket',
        label: bucketWords.newBucket,
        run: () => sheets.open({ kind: 'new-bucket', connectionId: id }),
      },
      {
        id: 'refresh',
        label: bucketWords.refreshBuckets,
        run: () => void queries.invalidateQueries({ queryKey: ['buckets', id] }),
      },
    ],
    ...(builtIn ? [] : [own]),
  ]
}

function BucketList({ connection: { id, builtIn } }: { readonly connection: Connection }) {
  const { sheets } = useStrata()
  const { data, error, refetch } = useBuckets(id, true)
  if (error !== null) {
    const failure = failureFrom(error)
    return (
      <div className="place-failure" role="alert">
        <p>{failure.message}</p>
        <p>{failure.advice}</p>
        <div>
          {builtIn ? null : <WayOn failure={failure} connectionId={id} small />}
          <Button small onPress={() => void refetch()}>
            {failureWords.tryAgain}
          </Button>
        </div>
      </div>
    )
  }
  if (data === undefined) {
    return (
      <p className="place-note late" role="status">
        <LoaderCircle size={13} className="spin" aria-hidden /> {bucketWords.loading}
      </p>
    )
  }
  return (
    <ul>
      {data.buckets.map(({ name }) => (
        <BucketItem key={name} bucket={{ connectionId: id, bucket: name }} />
      ))}
      {data.buckets.length === 0 ? <li className="place-note">{bucketWords.noBuckets}</li> : null}
      {data.limited ? null : (
        <li>
          <PlaceButton
            icon={<Plus size={15} aria-hidden />}
            name={bucketWords.newBucket}
            isInner
            onPress={() => sheets.open({ kind: 'new-bucket', connectionId: id })}
          />
        </li>
      )}
    </ul>
  )
}

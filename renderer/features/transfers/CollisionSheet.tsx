/** Names that are taken where files go: what comes, what is there, and what becomes of each, or of all. */
import { useEffect, useState } from 'react'
import type { Batch, CollisionChoice, TransferItem } from '../../../shared/model/transfer.ts'
import { Button } from '../../components/Button.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { useStrata } from '../../strata.ts'
import { collisionWords as words, decideAction } from '../../strings/collisions.ts'
import { decideCollisions, wouldDestroy } from '../../verbs/decideCollisions.ts'
import { ChoiceForAll } from './ChoiceForAll.tsx'
import { CollisionList } from './CollisionList.tsx'
import { useTransfers } from './useTransfers.ts'
import './collisions.css'

type CollisionSheetProps = { readonly batchId: string; readonly onClose: () => void }

export function CollisionSheet({ batchId, onClose }: CollisionSheetProps) {
  const batch = useTransfers().batches.find((each) => each.batchId === batchId) ?? null
  const isDecided = batch === null || batch.askingCount === 0
  useEffect(() => {
    if (isDecided) onClose()
  })
  return batch === null || isDecided ? null : <OpenSheet batch={batch} onClose={onClose} />
}

type OpenSheetProps = { readonly batch: Batch; readonly onClose: () => void }

function OpenSheet({ batch, onClose }: OpenSheetProps) {
  const strata = useStrata()
  const [forAll, setForAll] = useState<CollisionChoice>('skip')
  const [isAgreed, setAgreed] = useState(false)
  const { askingCount, counting } = batch
  const decideOne = async (item: TransferItem, choice: CollisionChoice): Promise<void> => {
    const isMeant = await decideCollisions(strata, { batch, item, choice, isAgreed })
    if (isMeant && wouldDestroy(batch, choice)) setAgreed(true)
  }
  const decideAll = async (): Promise<void> => {
    if (await decideCollisions(strata, { batch, item: null, choice: forAll, isAgreed: false })) onClose()
  }
  return (
    <Sheet
      title={words.title(askingCount)}
      lead={words.lead(batch)}
      width="wide"
      onClose={onClose}
      foot={
        <>
          <span className="collision-later">{counting ? words.alsoLater : ''}</span>
          <span className="push" />
          <Button onPress={onClose}>{words.later}</Button>
          <Button look={wouldDestroy(batch, forAll) ? 'danger' : 'primary'} onPress={() => void decideAll()}>
            {decideAction(forAll, askingCount)}
          </Button>
        </>
      }
    >
      <CollisionList batch={batch} onDecide={(item, choice) => void decideOne(item, choice)} />
      <ChoiceForAll batch={batch} value={forAll} onChange={setForAll} />
    </Sheet>
  )
}

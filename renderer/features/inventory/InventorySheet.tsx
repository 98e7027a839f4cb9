/** Fills the index of a bucket from an S3 Inventory: which one, what it holds, how far it is, what came of it. */
import { useState } from 'react'
import { isFilling } from '../../../shared/model/inventory.ts'
import type { BucketRef } from '../../../shared/model/selection.ts'
import { Sheet } from '../../components/Sheet.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { useInventoryFill } from '../../data/inventory.ts'
import { inventoryWords as words } from '../../strings/inventory.ts'
import { ChooseFoot, ChooseInventory, useChosenInventory } from './ChooseInventory.tsx'
import { Filling, FillingFoot } from './Filling.tsx'
import './inventory.css'

type InventorySheetProps = { readonly bucket: BucketRef; readonly onClose: () => void }

export function InventorySheet({ bucket, onClose }: InventorySheetProps) {
  const fill = useInventoryFill(bucket)
  /** Of what came of the last one, somebody has seen enough. */
  const [isAnew, setAnew] = useState(false)
  const chosen = useChosenInventory(bucket, () => setAnew(false))
  const isShown = fill !== null && fill !== undefined && (isFilling(fill) || !isAnew)
  return (
    <Sheet
      title={words.title(bucket.bucket)}
      lead={words.lead}
      onClose={onClose}
      foot={
        isShown ? (
          <FillingFoot bucket={bucket} fill={fill} onAnew={() => setAnew(true)} onClose={onClose} />
        ) : (
          <ChooseFoot chosen={chosen} onClose={onClose} />
        )
      }
    >
      <div className="inventory">
        {fill === undefined ? (
          <Spinner />
        ) : isShown ? (
          <Filling bucket={bucket} fill={fill} onAnew={() => setAnew(true)} />
        ) : (
          <ChooseInventory chosen={chosen} />
        )}
      </div>
    </Sheet>
  )
}

/** What uploads that were never completed hold under the folder: invisible in it, billed all the same. */
import { PackageOpen } from 'lucide-react'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import type { IncompleteUpload } from '../../../shared/model/upload.ts'
import { costPerMonth, priceOf } from '../../../shared/model/prices.ts'
import { Button } from '../../components/Button.tsx'
import { useIncompleteUploads } from '../../data/incompleteUploads.ts'
import { failureFrom } from '../../failure.ts'
import { useStrata } from '../../strata.ts'
import { incompleteWords as words, lineWords } from '../../strings/incompleteUploads.ts'
import { costWords } from '../../strings/storage.ts'
import { usualClass } from './cost.ts'
import { usePrices, type Prices } from './usePrices.ts'
import './uploadsLine.css'

export function UploadsLine({ here }: { readonly here: PrefixRef }) {
  const prices = usePrices(here.connectionId)
  const { sheets } = useStrata()
  const { data, error, isPending, hasNextPage } = useIncompleteUploads(here)
  const uploads = (data?.pages ?? [])
    .flatMap((page) => page.uploads)
    .filter(({ key }) => key.startsWith(here.prefix))
  const cost = costOfUploads(uploads, prices)
  const isNone = data !== undefined && uploads.length === 0 && !hasNextPage
  const { connectionId, bucket } = here
  return (
    <div className="uploads-line">
      <PackageOpen size={14} aria-hidden />
      <p role="status">
        <span>{words.list}:</span>{' '}
        {isPending
          ? words.reading
          : error !== null
            ? words.lineFailure(failureFrom(error).message)
            : lineWords(uploads, !hasNextPage)}
        {cost === null ? null : ` · ${costWords(cost, true, prices.table.currency)} ${words.aMonth}`}
      </p>
      {isPending || isNone ? null : (
        <Button
          small
          onPress={() => sheets.open({ kind: 'incomplete-uploads', bucket: { connectionId, bucket } })}
        >
          {words.show}
        </Button>
      )}
    </div>
  )
}

/** null: nothing of it is known to cost anything. */
function costOfUploads(uploads: readonly IncompleteUpload[], { table, service }: Prices): number | null {
  const known = uploads.flatMap(({ parts, storageClass }) => {
    const price = priceOf(table, service, storageClass ?? usualClass)
    return parts === null || price === null ? [] : [costPerMonth(parts.sizeBytes, price)]
  })
  return known.length === 0 ? null : known.reduce((sum, cost) => sum + cost, 0)
}

/** A bucket in the sidebar, with whether it keeps versions: asked only once it has been in sight. */
import { useEffect, useRef, useState, type RefObject } from 'react'
import type { BucketRef } from '../../../shared/model/selection.ts'
import { BucketIcon } from '../../components/BucketIcon.tsx'
import { useVersioning } from '../../data/buckets.ts'
import { useSelected } from '../../state/store.ts'
import { useStrata } from '../../strata.ts'
import { stateLabels } from '../../strings/buckets.ts'
import { openBucket } from '../../verbs/openBucket.ts'
import { bucketMenu } from './bucketMenu.ts'
import { PlaceButton } from './PlaceButton.tsx'

export function BucketItem({ bucket: ref }: { readonly bucket: BucketRef }) {
  const strata = useStrata()
  const { connectionId, bucket } = ref
  const line = useRef<HTMLLIElement>(null)
  const seen = useSeen(line)
  const versioning = useVersioning(seen ? ref : null)
  const isCurrent = useSelected(
    strata.navigation,
    ({ here }) => here?.place.connectionId === connectionId && here.place.bucket === bucket,
  )
  const open = (): void => openBucket(strata, ref)
  return (
    <li ref={line}>
      <PlaceButton
        icon={<BucketIcon />}
        name={bucket}
        note={versioning === null ? undefined : stateLabels[versioning.state]}
        isCurrent={isCurrent}
        isInner
        onPress={open}
        menu={bucketMenu(strata, ref, open)}
      />
    </li>
  )
}

/** Turns true when the element comes into sight, and stays so. */
function useSeen(ref: RefObject<HTMLElement | null>): boolean {
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    if (ref.current === null) return undefined
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return
      setSeen(true)
      observer.disconnect()
    })
    observer.observe(ref.current)
    return () => observer.disconnect()
  }, [ref])
  return seen
}

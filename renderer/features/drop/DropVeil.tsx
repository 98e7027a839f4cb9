/** Lies over the middle of the window while files are held over it, and says what letting go would do. */
import { nameOf } from '../../../shared/key.ts'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { Name } from '../../components/Name.tsx'
import { samePlace } from '../../state/navigation.ts'
import { useSelected, useStore } from '../../state/store.ts'
import { useStrata } from '../../strata.ts'
import { frameWords } from '../../strings/frame.ts'
import { timeWords } from '../../strings/timeTravel.ts'
import { uploadWords } from '../../strings/uploads.ts'
import './dropVeil.css'

export function DropVeil() {
  const { drop, navigation } = useStrata()
  const target = useStore(drop.target)
  const itemCount = useStore(drop.itemCount)
  const here = useSelected(navigation, (journey) => journey.here?.place ?? null)
  const isPast = useSelected(navigation, (journey) => journey.here?.past != null)
  if (target === null) return null
  // A folder inside, or one above, lights up by itself.
  const isHere = here !== null && samePlace(here, target)
  return (
    <div className={`drop-veil ${isHere ? 'whole' : ''} ${isPast ? 'refused' : ''}`} aria-hidden>
      <b>
        <Name text={isPast ? timeWords.noDrop : uploadWords.dropItems(itemCount, placeName(target))} />
      </b>
    </div>
  )
}

/** `campaign-2026 › hero`: the folder and the one around it. */
function placeName({ bucket, prefix }: PrefixRef): string {
  if (prefix === '') return bucket
  const around = prefix.slice(0, -1).lastIndexOf('/')
  const outer = around < 0 ? bucket : nameOf(prefix.slice(0, around + 1))
  return [outer, nameOf(prefix)].map((name) => (name === '' ? frameWords.noName : name)).join(' › ')
}

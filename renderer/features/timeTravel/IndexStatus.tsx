/** How the index stands that knows the events, and what a person can decide about it. */
import { ChevronDown, CircleAlert, CirclePause, Database, LoaderCircle } from 'lucide-react'
import { Button } from 'react-aria-components'
import { isFilling } from '../../../shared/model/inventory.ts'
import type { BucketRef } from '../../../shared/model/selection.ts'
import type { IndexState } from '../../../shared/model/versionIndex.ts'
import { MenuButton } from '../../components/Menu.tsx'
import { useInventoryFill } from '../../data/inventory.ts'
import type { MenuGroups } from '../../state/contextMenu.ts'
import { useStrata, type Strata } from '../../strata.ts'
import { fillWords, inventoryWords } from '../../strings/inventory.ts'
import { indexDetail, indexWords, timeWords as words } from '../../strings/timeTravel.ts'
import './indexStatus.css'

type IndexStatusProps = {
  readonly bucket: BucketRef
  readonly state: IndexState | null
  readonly nowMs: number
}

export function IndexStatus({ bucket, state, nowMs }: IndexStatusProps) {
  const strata = useStrata()
  const fill = useInventoryFill(bucket) ?? null
  if (state === null) return null
  const isFilled = fill !== null && isFilling(fill)
  const told = isFilled ? fillWords(fill) : indexWords(state, nowMs)
  return (
    <MenuButton label={words.index} groups={menuOf(strata, bucket, state, isFilled)}>
      <Button className="time-index" aria-label={`${words.index}: ${told}`}>
        {isFilled ? <LoaderCircle size={12} className="spin" aria-hidden /> : <StateIcon state={state} />}
        <span title={state.exists ? indexDetail(state) : undefined}>{told}</span>
        <ChevronDown size={12} aria-hidden />
      </Button>
    </MenuButton>
  )
}

function StateIcon({ state: { phase, exists, choice } }: { readonly state: IndexState }) {
  if (phase === 'reading' || phase === 'tidying')
    return <LoaderCircle size={12} className="spin" aria-hidden />
  if (phase === 'failed') return <CircleAlert size={12} aria-hidden />
  if (!exists || (choice !== 'automatic' && choice !== 'inventory') || phase === 'paused')
    return <CirclePause size={12} aria-hidden />
  return <Database size={12} aria-hidden />
}

function menuOf(
  strata: Strata,
  { connectionId, bucket }: BucketRef,
  state: IndexState,
  isFilled: boolean,
): MenuGroups {
  const { api, notices, sheets } = strata
  const ref = { connectionId, bucket }
  const tell = (done: Promise<unknown>): void => void done.catch(notices.tellFailure)
  const isReading = state.phase === 'reading' || state.phase === 'tidying'
  return [
    [
      {
        id: 'start',
        label: words.startIndex,
        whyNot: isReading || (state.complete && state.choice !== 'paused') ? words.everythingRead : null,
        run: () => tell(api.index.start(ref)),
      },
      {
        id: 'pause',
        label: words.pauseIndex,
        whyNot: isReading ? null : words.notReading,
        run: () => tell(api.index.pause(ref)),
      },
      { id: 'refresh', label: words.refreshIndex, run: () => tell(api.index.refresh(ref)) },
    ],
    [
      {
        id: 'inventory',
        label: isFilled ? inventoryWords.underWay : inventoryWords.menu,
        run: () => sheets.open({ kind: 'inventory', bucket: ref }),
      },
    ],
    [
      {
        id: 'remove',
        label: words.removeIndex,
        whyNot: state.exists ? null : words.noIndexToRemove,
        run: () => tell(remove(strata, ref, state)),
      },
    ],
  ]
}

async function remove({ api, sheets }: Strata, ref: BucketRef, { fileBytes }: IndexState): Promise<void> {
  const yes = await sheets.ask({
    title: words.removeTitle,
    lines: words.removeLines(fileBytes),
    action: words.removeAction,
    destroys: false,
    typed: null,
  })
  if (yes) await api.index.remove(ref)
}

/** What was deleted from a bucket lately, by time or by folder, and the way back for one, some or all. */
import { Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { DeletedFile } from '../../../shared/model/activity.ts'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import type { IndexState } from '../../../shared/model/versionIndex.ts'
import { Button } from '../../components/Button.tsx'
import { IndexFace } from '../../components/IndexFace.tsx'
import { IndexNote } from '../../components/IndexNote.tsx'
import { Segments } from '../../components/Segments.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { useRecentlyDeleted } from '../../data/time.ts'
import { useIndexState } from '../../data/timeTravel.ts'
import { askedAgainMs, useAskAgain } from '../../data/versionIndex.ts'
import { failureFrom } from '../../failure.ts'
import { visibleName } from '../../format/names.ts'
import { useStrata } from '../../strata.ts'
import { deletedWords as words } from '../../strings/deleted.ts'
import { openPlan } from '../../verbs/plans.ts'
import { undelete } from '../../verbs/undelete.ts'
import { DeletedList } from './DeletedList.tsx'
import { groupsByFolder, groupsByTime, linesOf } from './deletedGroups.ts'
import './deleted.css'

type DeletedSheetProps = { readonly place: PrefixRef; readonly onClose: () => void }

type Grouping = 'time' | 'folder'

export function DeletedSheet({ place, onClose }: DeletedSheetProps) {
  const state = useIndexState(place)
  const asked = useRecentlyDeleted(place, askedAgainMs(state))
  useAskAgain(state, asked.refetch)
  const [grouping, setGrouping] = useState<Grouping>('time')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set<string>())
  const { data } = asked
  const files = useMemo(() => data?.pages.flatMap((page) => page.files) ?? [], [data])
  const picked = files.filter(({ key }) => chosen.has(key))
  return (
    <Sheet
      title={words.title(visibleName(place.bucket))}
      lead={words.lead}
      width="wide"
      onClose={onClose}
      foot={
        <>
          {picked.length > 0 ? (
            <span role="status">{words.selected(picked.length, bytesOf(picked))}</span>
          ) : (
            <IndexNote bucket={place} state={state} coverage={data?.pages[0]?.coverage ?? null} />
          )}
          <span className="push" />
          <Button onPress={onClose}>{words.close}</Button>
          {files.length === 0 ? null : (
            <BringBack
              place={place}
              picked={picked}
              onDone={() => setChosen(new Set<string>())}
              onLeave={onClose}
            />
          )}
        </>
      }
    >
      {files.length === 0 ? (
        <NoneDeleted place={place} state={state} asked={asked} />
      ) : (
        <>
          <GroupingChoice grouping={grouping} onChange={setGrouping} />
          <DeletedList
            place={place}
            lines={linesOf(grouping === 'time' ? groupsByTime(files) : groupsByFolder(files))}
            chosen={chosen}
            onChoose={setChosen}
            asked={asked}
            readsAll={grouping === 'folder'}
            onLeave={onClose}
          />
        </>
      )}
    </Sheet>
  )
}

const bytesOf = (files: readonly DeletedFile[]): number =>
  files.reduce((sum, { lastVersion }) => sum + (lastVersion?.sizeBytes ?? 0), 0)

type BringBackProps = {
  readonly place: PrefixRef
  readonly picked: readonly DeletedFile[]
  readonly onDone: () => void
  readonly onLeave: () => void
}

/** One file at once; some or all of them as a plan. */
function BringBack({ place, picked, onDone, onLeave }: BringBackProps) {
  const strata = useStrata()
  const { connectionId, bucket, prefix } = place
  const plan = (keys: string[], prefixes: string[]): void => {
    onLeave()
    void openPlan(strata, { kind: 'undelete', connectionId, bucket, scope: { keys, prefixes } })
  }
  const bringBack = (): void => {
    const [only] = picked
    if (only === undefined || picked.length > 1) {
      plan(
        picked.map(({ key }) => key),
        [],
      )
      return
    }
    onDone()
    void undelete(strata, { connectionId, bucket, key: only.key })
  }
  return (
    <>
      <Button onPress={() => plan([], [prefix])}>{words.bringBackAll}</Button>
      <Button look="primary" isDisabled={picked.length === 0} onPress={bringBack}>
        {words.bringBackSome(picked.length)}
      </Button>
    </>
  )
}

type NoneDeletedProps = {
  readonly place: PrefixRef
  readonly state: IndexState | null
  readonly asked: ReturnType<typeof useRecentlyDeleted>
}

const NoneDeleted = ({ place, state, asked }: NoneDeletedProps) => (
  <IndexFace
    bucket={place}
    state={state}
    failure={asked.error === null ? null : failureFrom(asked.error)}
    isLoading={asked.isPending}
    loading={words.loading}
    onRetry={() => void asked.refetch()}
    empty={{
      icon: <Trash2 size={28} strokeWidth={1.5} aria-hidden />,
      title: words.empty,
      advice: words.emptyAdvice,
    }}
  />
)

type GroupingChoiceProps = { readonly grouping: Grouping; readonly onChange: (grouping: Grouping) => void }

const groupings = [
  { id: 'time', label: words.byTime },
  { id: 'folder', label: words.byFolder },
] as const

const GroupingChoice = ({ grouping, onChange }: GroupingChoiceProps) => (
  <div className="deleted-grouping">
    <Segments label={words.grouping} options={groupings} chosen={grouping} onChoose={onChange} />
  </div>
)

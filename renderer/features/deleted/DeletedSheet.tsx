/** What was deleted from a bucket lately, by time or by folder, and the way back for one, some or all. */
import { Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { Button } from '../../components/Button.tsx'
import { IndexFace, PlainFace } from '../../components/IndexFace.tsx'
import { IndexNote } from '../../components/IndexNote.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { useRecentlyDeleted } from '../../data/time.ts'
import { askedAgainMs, useAskAgain, useIndexState } from '../../data/versionIndex.ts'
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
  const strata = useStrata()
  const { state } = useIndexState(place)
  const asked = useRecentlyDeleted(place, askedAgainMs(state))
  useAskAgain(state, asked.refetch)
  const [grouping, setGrouping] = useState<Grouping>('time')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set<string>())
  const { data, error } = asked
  const files = useMemo(() => data?.pages.flatMap((page) => page.files) ?? [], [data])
  const lines = useMemo(
    () => linesOf(grouping === 'time' ? groupsByTime(files) : groupsByFolder(files)),
    [files, grouping],
  )
  const picked = files.filter(({ key }) => chosen.has(key))
  const bytes = picked.reduce((sum, { lastVersion }) => sum + (lastVersion?.sizeBytes ?? 0), 0)
  const { connectionId, bucket } = place
  const bringBack = (keys: readonly string[], prefixes: readonly string[]): void => {
    const [only] = keys
    if (only !== undefined && keys.length === 1) {
      setChosen(new Set())
      void undelete(strata, { connectionId, bucket, key: only })
      return
    }
    onClose()
    const scope = { keys: [...keys], prefixes: [...prefixes] }
    void openPlan(strata, { kind: 'undelete', connectionId, bucket, scope })
  }
  return (
    <Sheet
      title={words.title(visibleName(bucket))}
      lead={words.lead}
      width="wide"
      onClose={onClose}
      foot={
        <>
          {picked.length > 0 ? (
            <span role="status">{words.selected(picked.length, bytes)}</span>
          ) : (
            <IndexNote bucket={place} state={state} coverage={data?.pages[0]?.coverage ?? null} />
          )}
          <span className="push" />
          <Button onPress={onClose}>{words.close}</Button>
          {files.length === 0 ? null : (
            <>
              <Button onPress={() => bringBack([], [place.prefix])}>{words.bringBackAll}</Button>
              <Button
                look="primary"
                isDisabled={picked.length === 0}
                onPress={() =>
                  bringBack(
                    picked.map(({ key }) => key),
                    [],
                  )
                }
              >
                {words.bringBackSome(picked.length)}
              </Button>
            </>
          )}
        </>
      }
    >
      {files.length === 0 ? (
        <IndexFace
          bucket={place}
          state={state}
          failure={error === null ? null : failureFrom(error)}
          isLoading={asked.isPending}
          loading={words.loading}
          onRetry={() => void asked.refetch()}
          empty={
            <PlainFace
              icon={<Trash2 size={28} strokeWidth={1.5} aria-hidden />}
              title={words.empty}
              advice={words.emptyAdvice}
            />
          }
        />
      ) : (
        <>
          <GroupingChoice grouping={grouping} onChange={setGrouping} />
          <DeletedList
            place={place}
            lines={lines}
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

type GroupingChoiceProps = { readonly grouping: Grouping; readonly onChange: (grouping: Grouping) => void }

const GroupingChoice = ({ grouping, onChange }: GroupingChoiceProps) => (
  <ToggleButtonGroup
    className="segments"
    aria-label={words.grouping}
    selectionMode="single"
    disallowEmptySelection
    selectedKeys={[grouping]}
    onSelectionChange={(keys) => onChange(keys.has('folder') ? 'folder' : 'time')}
  >
    <ToggleButton id="time" className="segment">
      {words.byTime}
    </ToggleButton>
    <ToggleButton id="folder" className="segment">
      {words.byFolder}
    </ToggleButton>
  </ToggleButtonGroup>
)

/** One file: a look at it, its history, its facts, its tags. */
import { useState } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { nameOf } from '../../../shared/key.ts'
import type { Row } from '../../../shared/model/listing.ts'
import type { ObjectRef } from '../../../shared/model/selection.ts'
import type { VersionEntry } from '../../../shared/model/version.ts'
import { FailureFace } from '../../components/FailureFace.tsx'
import { Name } from '../../components/Name.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { WayOn } from '../../components/WayOn.tsx'
import { useHistory, useInspected, versionLookedAt } from '../../data/objects.ts'
import { failureFrom } from '../../failure.ts'
import { capitalised } from '../../format/counts.ts'
import { useSelected } from '../../state/store.ts'
import { useStrata } from '../../strata.ts'
import { frameWords } from '../../strings/frame.ts'
import { fileSummary, inspectorWords as words } from '../../strings/inspector.ts'
import { timeWords } from '../../strings/timeTravel.ts'
import { Info } from './Info.tsx'
import { FilePreview } from './FilePreview.tsx'
import { sumOf } from './sumOf.ts'
import { Tags } from './Tags.tsx'
import { Timeline } from './Timeline.tsx'
import { useVersionCommands } from './useVersionCommands.ts'
import './fileInspector.css'

type FileInspectorProps = { readonly file: ObjectRef; readonly row: Row }

/** Says that the past is shown, wherever somebody may look only here. */
function AsOf() {
  const { navigation } = useStrata()
  const shownMs = useSelected(navigation, ({ here }) => here?.past?.shownMs ?? null)
  return shownMs === null ? null : <p className="as-of">{capitalised(timeWords.asOf(shownMs))}</p>
}

/** The version that is looked at: the one that was chosen, else the one of the moment that is shown. */
function useChosen(row: Row, entries: readonly VersionEntry[] | null) {
  const { navigation } = useStrata()
  const isPast = useSelected(navigation, ({ here }) => here?.past != null)
  const thenId = isPast ? row.versionId : null
  /** What was chosen at another moment counts no more. */
  const [own, setOwn] = useState<{ readonly thenId: string | null; readonly id: string } | null>(null)
  const chosenId = own?.thenId === thenId ? own.id : thenId
  const chosen = entries?.find((entry) => entry.versionId === chosenId && !entry.isMarker) ?? null
  const isOlder = chosen !== null && !chosen.isLatest
  const usual = thenId ?? versionLookedAt(entries, row.deleted)
  return {
    chosen,
    versionId: isOlder ? chosen.versionId : chosen === null ? usual : versionLookedAt(entries, row.deleted),
    choose: (id: string): void => setOwn({ thenId, id }),
  }
}

export function FileInspector({ file, row }: FileInspectorProps) {
  const history = useHistory(file)
  const entries = history.data?.pages.flatMap((page) => page.entries) ?? null
  const { chosen, versionId, choose } = useChosen(row, entries)
  const inspected = useInspected(file, versionId)
  useVersionCommands(file, chosen, entries ?? [])
  const name = nameOf(file.key)
  return (
    <>
      <FilePreview file={file} name={name} inspected={inspected} isDeleted={row.deleted && chosen === null} />
      <header className="inspector-head">
        <AsOf />
        <h2>
          <Name text={name === '' ? frameWords.noName : name} />
        </h2>
        <p>
          {fileSummary({
            sizeBytes: inspected.data?.facts.sizeBytes ?? row.sizeBytes,
            contentType: inspected.data?.facts.contentType ?? null,
            versions: entries === null ? null : sumOf(entries, !history.hasNextPage),
          })}
        </p>
      </header>
      <Tabs className="tabs inspector-tabs">
        <TabList aria-label={words.tabs}>
          <Tab id="versions">{words.versions}</Tab>
          <Tab id="info">{words.info}</Tab>
          <Tab id="tags">{words.tags}</Tab>
        </TabList>
        <TabPanel id="versions">
          {history.error !== null && entries === null ? (
            <FailureFace
              failure={failureFrom(history.error)}
              onRetry={() => void history.refetch()}
              wayOn={<WayOn failure={failureFrom(history.error)} connectionId={file.connectionId} small />}
            />
          ) : entries === null ? (
            <Spinner label={words.loadingHistory} />
          ) : (
            <Timeline file={file} history={history} entries={entries} chosen={chosen} onChoose={choose} />
          )}
        </TabPanel>
        <TabPanel id="info">
          <Info inspected={inspected} />
        </TabPanel>
        <TabPanel id="tags">
          <Tags file={file} versionId={versionId} />
        </TabPanel>
      </Tabs>
    </>
  )
}

/** What lies in a bucket, folder by folder: current files, old versions, markers, and what a month of it costs. */
import { Database } from 'lucide-react'
import { useState } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { Button } from '../../components/Button.tsx'
import { IndexFace } from '../../components/IndexFace.tsx'
import { IndexNote } from '../../components/IndexNote.tsx'
import { Segments } from '../../components/Segments.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { useUsage, type Usage } from '../../data/usage.ts'
import { stampOf, useIndexState } from '../../data/timeTravel.ts'
import { askedAgainMs, useAskAgain } from '../../data/versionIndex.ts'
import { failureFrom } from '../../failure.ts'
import { visibleName } from '../../format/names.ts'
import { growthWords } from '../../strings/growth.ts'
import { storageWords as words } from '../../strings/storage.ts'
import { CrowdedKeys } from './CrowdedKeys.tsx'
import { FolderActions } from './FolderCell.tsx'
import { FolderTable } from './FolderTable.tsx'
import { GrowthTable } from './GrowthTable.tsx'
import { Prices } from './Prices.tsx'
import { StorageMap } from './StorageMap.tsx'
import { UploadsLine } from './UploadsLine.tsx'
import { UsagePath } from './UsagePath.tsx'
import { UsageSums } from './UsageSums.tsx'
import { usePrices } from './usePrices.ts'
import './storage.css'

type StorageSheetProps = { readonly place: PrefixRef; readonly onClose: () => void }

export function StorageSheet({ place, onClose }: StorageSheetProps) {
  const [prefix, setPrefix] = useState(place.prefix)
  const here = { ...place, prefix }
  const state = useIndexState(place)
  const asked = useUsage(here, askedAgainMs(state))
  useAskAgain(state, asked.refetch)
  const { data, error } = asked
  const isEmpty = data === undefined || (prefix === place.prefix && isNothing(data))
  return (
    <Sheet
      title={words.title(visibleName(place.bucket))}
      width="widest"
      onClose={onClose}
      foot={
        <>
          <IndexNote bucket={place} state={state} coverage={data?.totals.coverage ?? null} />
          <span className="push" />
          <Button onPress={onClose}>{words.close}</Button>
        </>
      }
    >
      {isEmpty ? (
        <>
          <UploadsLine here={here} />
          <IndexFace
            bucket={place}
            state={state}
            failure={error === null ? null : failureFrom(error)}
            isLoading={asked.isPending}
            loading={words.loading}
            onRetry={() => void asked.refetch()}
            empty={{
              icon: <Database size={28} strokeWidth={1.5} aria-hidden />,
              title: words.empty,
              advice: words.emptyAdvice,
            }}
          />
        </>
      ) : (
        <StorageBody
          root={place}
          here={here}
          usage={data}
          stamp={stampOf(state)}
          onOpen={setPrefix}
          onLeave={onClose}
        />
      )}
    </Sheet>
  )
}

const isNothing = ({ totals: { sums } }: Usage): boolean =>
  sums.currentCount + sums.noncurrentCount + sums.markerCount === 0

type StorageBodyProps = {
  readonly root: PrefixRef
  readonly here: PrefixRef
  readonly usage: Usage
  /** Of the index. */
  readonly stamp: string
  readonly onOpen: (prefix: string) => void
  readonly onLeave: () => void
}

type Look = 'table' | 'map'

const looks = [
  { id: 'table', label: words.asTable },
  { id: 'map', label: words.asMap },
] as const

function StorageBody({ root, here, usage, stamp, onOpen, onLeave }: StorageBodyProps) {
  const [view, setView] = useState('folders')
  const [look, setLook] = useState<Look>('table')
  const prices = usePrices(here.connectionId)
  const folders = { here, usage, prices, onOpen, onLeave }
  return (
    <>
      <div className="usage-place">
        <UsagePath root={root} here={here} onOpen={onOpen} />
        <FolderActions place={here} onLeave={onLeave} />
      </div>
      <UsageSums usage={usage} prices={prices} onSetPrices={() => setView('prices')} />
      <UploadsLine here={here} />
      <Tabs className="tabs usage-tabs" selectedKey={view} onSelectionChange={(key) => setView(String(key))}>
        <div className="usage-views">
          <TabList aria-label={words.views}>
            <Tab id="folders">{words.folders}</Tab>
            <Tab id="growth">{growthWords.tab}</Tab>
            <Tab id="keys">{words.keys}</Tab>
            <Tab id="prices">{words.prices}</Tab>
          </TabList>
          {view === 'folders' ? (
            <Segments label={words.shown} options={looks} chosen={look} onChoose={setLook} />
          ) : null}
        </div>
        <TabPanel id="folders">
          {look === 'table' ? (
            <FolderTable {...folders} />
          ) : (
            <StorageMap {...folders} onTable={() => setLook('table')} />
          )}
        </TabPanel>
        <TabPanel id="growth">
          <GrowthTable
            key={here.prefix}
            here={here}
            usage={usage}
            stamp={stamp}
            onOpen={onOpen}
            onLeave={onLeave}
          />
        </TabPanel>
        <TabPanel id="keys">
          <CrowdedKeys here={here} onLeave={onLeave} />
        </TabPanel>
        <TabPanel id="prices">
          <Prices prices={prices} classes={usage.classes} />
        </TabPanel>
      </Tabs>
    </>
  )
}

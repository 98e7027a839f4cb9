/** A folder as a map: every folder in it a tile as big as what lies in it, current files and old versions apart. */
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import { nameOf } from '../../../shared/key.ts'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { useRemPx } from '../../components/useRemPx.ts'
import { useSize } from '../../components/useSize.ts'
import type { Usage } from '../../data/usage.ts'
import { visibleName } from '../../format/names.ts'
import { useStrata } from '../../strata.ts'
import { storageWords as words } from '../../strings/storage.ts'
import { bytesOfSums } from './cost.ts'
import { folderMenu } from './folderMenu.ts'
import { MapReadout } from './MapReadout.tsx'
import { MapTile, nameOfItem } from './MapTile.tsx'
import { mapItems, tilesOf, tileToward, type MapItem, type Tile } from './tiles.ts'
import { usageRows } from './usageRows.ts'
import type { Prices } from './usePrices.ts'
import './storageMap.css'

type StorageMapProps = {
  readonly here: PrefixRef
  readonly usage: Usage
  readonly prices: Prices
  readonly onOpen: (prefix: string) => void
  /** What is too small to be drawn is in the table. */
  readonly onTable: () => void
  readonly onLeave: () => void
}

/** A side of the smallest tile. */
const leastRem = 1.125

export function StorageMap({ here, usage, prices, onOpen, onTable, onLeave }: StorageMapProps) {
  const strata = useStrata()
  const list = useRef<HTMLUListElement>(null)
  const tiles = useTiles(usage, list)
  const [pointed, setPointed] = useState<MapItem | null>(null)
  const goOn = useFocusAfter(usage, list)
  const press = (item: MapItem, byKey: boolean): void => {
    if (item.kind === 'folder') {
      setPointed(null)
      if (byKey) goOn()
      onOpen(item.prefix)
    } else if (item.kind === 'rest') onTable()
    else {
      onLeave()
      strata.navigation.go(here)
    }
  }
  const openMenu = (item: MapItem, place: { readonly x: number; readonly y: number }): void => {
    if (item.kind !== 'folder') return
    const groups = folderMenu(strata, { ...here, prefix: item.prefix }, onLeave)
    strata.contextMenu.set({ label: nameOfItem(item), groups, ...place })
  }
  if (bytesOfSums(usage.totals.sums) === 0) return <p className="usage-lead">{words.mapNothing}</p>
  return (
    <div className="usage-map">
      <Tiles
        list={list}
        label={words.map(visibleName(nameOf(here.prefix) || here.bucket))}
        tiles={tiles}
        wholeBytes={bytesOfSums(usage.totals.sums)}
        onPoint={setPointed}
        onPress={press}
        onMenu={openMenu}
      />
      <MapReadout item={pointed} here={here} usage={usage} prices={prices} />
    </div>
  )
}

type TilesProps = {
  readonly list: RefObject<HTMLUListElement | null>
  readonly label: string
  readonly tiles: readonly Tile[]
  readonly wholeBytes: number
  /** null: at none. */
  readonly onPoint: (item: MapItem | null) => void
  readonly onPress: (item: MapItem, byKey: boolean) => void
  readonly onMenu: (item: MapItem, place: { readonly x: number; readonly y: number }) => void
}

function Tiles({ list, label, tiles, wholeBytes, onPoint, onPress, onMenu }: TilesProps) {
  const [stop, setStop] = useState(0)
  const at = Math.min(stop, tiles.length - 1)
  const move = (event: KeyboardEvent): void => {
    const next = tileToward(tiles, at, event.key)
    if (next === null) return
    event.preventDefault()
    list.current?.querySelectorAll('button')[next]?.focus()
  }
  return (
    <ul ref={list} className="map-tiles" aria-label={label}>
      {tiles.map((tile, index) => (
        <MapTile
          key={keyOf(tile.item)}
          tile={tile}
          wholeBytes={wholeBytes}
          isStop={index === at}
          onPoint={(isOn) => onPoint(isOn ? tile.item : null)}
          onFocus={() => setStop(index)}
          onMove={move}
          onPress={(byKey) => onPress(tile.item, byKey)}
          onMenu={(place) => onMenu(tile.item, place)}
        />
      ))}
    </ul>
  )
}

/** Calling it lets the keyboard go on at the first tile of what comes next. */
function useFocusAfter(usage: Usage, list: RefObject<HTMLUListElement | null>): () => void {
  const left = useRef<Usage | null>(null)
  useEffect(() => {
    if (left.current === null || left.current === usage) return
    left.current = null
    list.current?.querySelector('button')?.focus()
  }, [usage, list])
  return () => {
    left.current = usage
  }
}

const keyOf = (item: MapItem): string => (item.kind === 'folder' ? `folder ${item.prefix}` : item.kind)

function useTiles(usage: Usage, list: RefObject<HTMLUListElement | null>): readonly Tile[] {
  const size = useSize(list)
  const leastPx = leastRem * useRemPx()
  return useMemo(() => {
    const rows = usageRows(usage.totals.sums, usage.folders, usage.more, 'all')
    return tilesOf(mapItems(rows, size, leastPx * leastPx), size)
  }, [usage, size, leastPx])
}

/** One tile of the map: its name and size where they fit, and how much of it is old versions. */
import { File, Folder } from 'lucide-react'
import type { CSSProperties, KeyboardEvent, MouseEvent } from 'react'
import { nameOf } from '../../../shared/key.ts'
import { Name } from '../../components/Name.tsx'
import { useRemPx } from '../../components/useRemPx.ts'
import { formatBytes } from '../../format/bytes.ts'
import { visibleName } from '../../format/names.ts'
import { frameWords } from '../../strings/frame.ts'
import { shareWords, storageWords as words } from '../../strings/storage.ts'
import { bytesOfSums } from './cost.ts'
import type { MapItem, Tile } from './tiles.ts'

type MapTileProps = {
  readonly tile: Tile
  readonly wholeBytes: number
  /** The one the Tab key reaches. */
  readonly isStop: boolean
  /** By the mouse or the keyboard; false: no longer. */
  readonly onPoint: (isOn: boolean) => void
  readonly onFocus: () => void
  readonly onMove: (event: KeyboardEvent) => void
  readonly onPress: (byKey: boolean) => void
  readonly onMenu: (place: { readonly x: number; readonly y: number }) => void
}

export function MapTile({ tile, wholeBytes, isStop, ...on }: MapTileProps) {
  const { item, x, y, widthPx, heightPx } = tile
  const place: CSSProperties = { left: x, top: y, width: widthPx, height: heightPx }
  const tones: CSSProperties & { readonly '--old': string } = {
    '--old': `${(item.sums.noncurrentBytes / bytesOfSums(item.sums)) * 100}%`,
  }
  const openMenu = (event: MouseEvent): void => {
    event.preventDefault()
    const { left, bottom } = event.currentTarget.getBoundingClientRect()
    on.onMenu(event.button === 2 ? { x: event.clientX, y: event.clientY } : { x: left, y: bottom })
  }
  return (
    <li style={place}>
      <button
        type="button"
        className={`map-tile ${item.kind}`}
        style={tones}
        tabIndex={isStop ? 0 : -1}
        aria-label={`${nameOfItem(item)}, ${shareWords(item.sums, wholeBytes)}`}
        onPointerEnter={() => on.onPoint(true)}
        onPointerLeave={() => on.onPoint(false)}
        onFocus={() => {
          on.onFocus()
          on.onPoint(true)
        }}
        onBlur={() => on.onPoint(false)}
        onKeyDown={on.onMove}
        onClick={({ detail }) => on.onPress(detail === 0)}
        onContextMenu={openMenu}
      >
        <TileLabel tile={tile} />
      </button>
    </li>
  )
}

export function nameOfItem(item: MapItem): string {
  if (item.kind === 'folder') return visibleName(nameOf(item.prefix)) || frameWords.noName
  return item.kind === 'files' ? words.direct : words.rest(item.count)
}

/** The least room for a name, for the size under it, and for the icon before it. */
const least = { widthRem: 3.25, nameRem: 1.375, bothRem: 2.5, iconRem: 5.5 }

function TileLabel({ tile: { item, widthPx, heightPx } }: { readonly tile: Tile }) {
  const remPx = useRemPx()
  const [wide, high] = [widthPx / remPx, heightPx / remPx]
  if (wide < least.widthRem || high < least.nameRem) return null
  const Icon = item.kind === 'files' ? File : Folder
  return (
    <span className="map-label" aria-hidden>
      <span className="map-name">
        {item.kind === 'rest' || wide < least.iconRem ? null : <Icon size={13} />}
        <span>
          <Name text={nameOfItem(item)} />
        </span>
      </span>
      {high < least.bothRem ? null : <small>{formatBytes(bytesOfSums(item.sums))}</small>}
    </span>
  )
}

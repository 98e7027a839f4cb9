/** What lies in a folder as a map: tiles as big as what they stand for. Pure. */
import { hierarchy, treemap, treemapSquarify } from 'd3-hierarchy'
import type { Size } from '../../components/useSize.ts'
import type { Sums } from '../../../shared/model/versionIndex.ts'
import { bytesOfSums } from './cost.ts'
import { noSums, plus, type UsageRow } from './usageRows.ts'

export type MapItem =
  | { readonly kind: 'folder'; readonly prefix: string; readonly sums: Sums }
  /** What lies in it directly. */
  | { readonly kind: 'files'; readonly sums: Sums }
  /** All that is too small for a tile of its own. */
  | { readonly kind: 'rest'; readonly count: number; readonly sums: Sums }

export type Tile = {
  readonly item: MapItem
  readonly x: number
  readonly y: number
  readonly widthPx: number
  readonly heightPx: number
}

const mostTiles = 240

/** The biggest first; rows that would be smaller than this are one tile together, which comes last. */
export function mapItems(
  rows: readonly UsageRow[],
  { widthPx, heightPx }: Size,
  leastPx2: number,
): readonly MapItem[] {
  const filled = rows.filter(({ sums }) => bytesOfSums(sums) > 0)
  const whole = filled.reduce((sum, row) => sum + bytesOfSums(row.sums), 0)
  const leastBytes = (whole * leastPx2) / Math.max(1, widthPx * heightPx)
  const sorted = filled.toSorted((a, b) => bytesOfSums(b.sums) - bytesOfSums(a.sums))
  const firstSmall = sorted.findIndex(({ sums }) => bytesOfSums(sums) < leastBytes)
  const end = Math.min(firstSmall === -1 ? sorted.length : firstSmall, mostTiles)
  const rest = sorted.slice(end)
  if (rest.length < 2) return sorted.map(itemOf)
  const sums = rest.reduce((sum, row) => plus(sum, row.sums), noSums)
  return [...sorted.slice(0, end).map(itemOf), { kind: 'rest', count: rest.length, sums }]
}

const itemOf = ({ prefix, sums }: UsageRow): MapItem =>
  prefix === null ? { kind: 'files', sums } : { kind: 'folder', prefix, sums }

type Node = { readonly item: MapItem } | { readonly children: readonly Node[] }

/** The least width of a strip that all small ones share. */
const leastStripPx = 40

/**
 * The biggest first; whole pixels, with a gap between neighbours. All that is small together is a strip at the right
 * where it is much, else one tile among the others: as the last of many small ones it would squeeze its neighbours.
 */
export function tilesOf(items: readonly MapItem[], size: Size, gapPx = 2): readonly Tile[] {
  const { widthPx, heightPx } = size
  const whole = items.reduce((sum, { sums }) => sum + bytesOfSums(sums), 0)
  const rest = items.find(({ kind }) => kind === 'rest')
  const stripPx = rest === undefined ? 0 : Math.round((widthPx * bytesOfSums(rest.sums)) / whole)
  if (rest === undefined || stripPx < leastStripPx || items.length === 1)
    return squarified(items.toSorted((a, b) => bytesOfSums(b.sums) - bytesOfSums(a.sums)), size, gapPx) // prettier-ignore
  const others = items.filter((item) => item !== rest)
  const strip: Tile = { item: rest, x: widthPx - stripPx, y: 0, widthPx: stripPx, heightPx }
  return [...squarified(others, { widthPx: widthPx - stripPx - gapPx, heightPx }, gapPx), strip]
}

function squarified(items: readonly MapItem[], { widthPx, heightPx }: Size, gapPx: number): readonly Tile[] {
  if (items.length === 0 || widthPx <= 0 || heightPx <= 0) return []
  const root = hierarchy<Node>({ children: items.map((item) => ({ item })) }, (node) =>
    'children' in node ? node.children : [],
  ).sum((node) => ('item' in node ? bytesOfSums(node.item.sums) : 0))
  const laidOut = treemap<Node>()
    .tile(treemapSquarify)
    .size([widthPx, heightPx])
    .paddingInner(gapPx)
    .round(true)(root)
  return laidOut
    .leaves()
    .flatMap(({ data, x0, y0, x1, y1 }) =>
      'item' in data ? [{ item: data.item, x: x0, y: y0, widthPx: x1 - x0, heightPx: y1 - y0 }] : [],
    )
}

const ways: Readonly<Record<string, { readonly dx: number; readonly dy: number }>> = {
  ArrowLeft: { dx: -1, dy: 0 },
  ArrowRight: { dx: 1, dy: 0 },
  ArrowUp: { dx: 0, dy: -1 },
  ArrowDown: { dx: 0, dy: 1 },
}

/** The tile an arrow key leads to, the nearest that way; null: the key is not about moving. */
export function tileToward(tiles: readonly Tile[], at: number, key: string): number | null {
  if (key === 'Home') return 0
  if (key === 'End') return tiles.length - 1
  const way = Object.hasOwn(ways, key) ? ways[key] : undefined
  const from = tiles[at]
  if (way === undefined || from === undefined) return null
  let best = at
  let least = Infinity
  for (const [index, tile] of tiles.entries()) {
    const far = index === at ? null : distance(from, tile, way)
    if (far !== null && far < least) [best, least] = [index, far]
  }
  return best
}

/** What lies straight ahead is nearer than what lies aside; null: not that way at all. */
function distance(from: Tile, to: Tile, { dx, dy }: { readonly dx: number; readonly dy: number }) {
  const gapX = dx > 0 ? to.x - (from.x + from.widthPx) : from.x - (to.x + to.widthPx)
  const gapY = dy > 0 ? to.y - (from.y + from.heightPx) : from.y - (to.y + to.heightPx)
  const ahead = dx === 0 ? gapY : gapX
  if (ahead < 0) return null
  const aside = dx === 0 ? between(from.x, from.widthPx, to.x, to.widthPx) : between(from.y, from.heightPx, to.y, to.heightPx) // prettier-ignore
  return ahead + 2 * aside
}

/** How far the middle of one lies from the other's stretch. */
const between = (from: number, length: number, to: number, toLength: number): number => {
  const middle = from + length / 2
  return Math.max(0, to - middle, middle - (to + toLength))
}

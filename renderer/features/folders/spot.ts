/** Where somebody is who looks for a place: at the top, in a connection, or in a folder of a bucket. */
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { crumbsOf } from '../../format/crumbs.ts'
import type { Strata } from '../../strata.ts'
import { folderWords as words } from '../../strings/folders.ts'
import { rootOf } from '../../verbs/openBucket.ts'

export type Spot =
  | { readonly kind: 'places' }
  | { readonly kind: 'connection'; readonly connectionId: string }
  | { readonly kind: 'folder'; readonly place: PrefixRef }

export type SpotLine = {
  readonly id: string
  readonly name: string
  readonly icon: 'connection' | 'bucket' | 'folder' | 'favourite'
  readonly note?: string
  readonly spot: Spot
}

export const places: Spot = { kind: 'places' }

/** The same for the same spot, whatever made it. */
export function spotId(spot: Spot): string {
  if (spot.kind === 'places') return 'places'
  if (spot.kind === 'connection') return JSON.stringify([spot.connectionId])
  const { connectionId, bucket, prefix } = spot.place
  return JSON.stringify([connectionId, bucket, prefix])
}

/** The way from the top, the spot itself last. */
export function wayTo(strata: Strata, spot: Spot): readonly SpotLine[] {
  const top: SpotLine = { id: spotId(places), name: words.places, icon: 'connection', spot: places }
  if (spot.kind === 'places') return [top]
  const { connectionId } = spot.kind === 'connection' ? spot : spot.place
  const connection = strata.connections.get()?.find(({ id }) => id === connectionId)
  const inConnection: Spot = { kind: 'connection', connectionId }
  const second: SpotLine = {
    id: spotId(inConnection),
    name: connection?.name ?? '',
    icon: 'connection',
    spot: inConnection,
  }
  if (spot.kind === 'connection') return [top, second]
  const { bucket, prefix } = spot.place
  const crumbs = crumbsOf(bucket, prefix, rootOf(strata, spot.place).prefix)
  return [
    top,
    second,
    ...crumbs.map((crumb) => folderLine({ ...spot.place, prefix: crumb.prefix }, crumb.name)),
  ]
}

export function folderLine(place: PrefixRef, name: string): SpotLine {
  const spot: Spot = { kind: 'folder', place }
  return { id: spotId(spot), name: name === '' ? words.noName : name, icon: 'folder', spot }
}

/** One level up; the top stays where it is. */
export const above = (strata: Strata, spot: Spot): Spot => wayTo(strata, spot).at(-2)?.spot ?? places

/** The folder of a new name inside a folder. */
export const inside = (place: PrefixRef, name: string): Spot => ({
  kind: 'folder',
  place: { ...place, prefix: `${place.prefix}${name}/` },
})

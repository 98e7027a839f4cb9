/** What lies in the folders that are in sight, at the moment they are shown at. */
import { useMemo } from 'react'
import { z } from 'zod'
import type { SizeAt } from '../../../shared/model/activity.ts'
import { sameMoment, type Moment } from '../../../shared/model/moment.ts'
import { useSettled } from '../../components/useSettled.ts'
import { useFolderSizes } from '../../data/folderSizes.ts'
import type { OpenFolder } from './openFolder.ts'
import type { Line, TreeModel } from './treeModel.ts'

export type ShownSizes = {
  readonly at: Moment | null
  readonly byPrefix: ReadonlyMap<string, SizeAt>
}

const keys = z.array(z.string())

const shownAt = ({ state }: OpenFolder): Moment | null => state?.past?.at ?? null

export function useSizes({ root }: TreeModel, lines: readonly Line[]): ShownSizes {
  const at = shownAt(root)
  const inSight = lines.flatMap(({ row }) => (row?.kind === 'folder' && !row.deleted ? [row.key] : []))
  // As text, since the same folders are another list whenever something else changes.
  const settled = useSettled(JSON.stringify(inSight))
  const prefixes = useMemo(() => keys.parse(JSON.parse(settled)), [settled])
  const byPrefix = useFolderSizes({ bucket: root.place, prefixes, at })
  return { at, byPrefix }
}

/** null: not known, or none of this moment. */
export const sizeOf = ({ at, byPrefix }: ShownSizes, { row, branch }: Line): SizeAt | null =>
  row?.kind === 'folder' && !row.deleted && sameMoment(shownAt(branch.folder), at)
    ? (byPrefix.get(row.key) ?? null)
    : null

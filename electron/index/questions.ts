/** Every question to an index. */
import { burstItems, bursts } from './queries/bursts.ts'
import { classTotals } from './queries/classTotals.ts'
import { folderAt } from './queries/folderAt.ts'
import { histogram } from './queries/histogram.ts'
import { keyHistory } from './queries/keyHistory.ts'
import { mostVersions } from './queries/mostVersions.ts'
import { recentlyDeleted } from './queries/recentlyDeleted.ts'
import { search } from './queries/search.ts'
import { sizesAt } from './queries/sizesAt.ts'
import { timeSpan } from './queries/timeSpan.ts'
import { totalsOf, totalsOfFolders } from './queries/totals.ts'
import { writtenBytes } from './queries/writtenBytes.ts'
import { coverageOf } from './state.ts'

export const questions = {
  folderAt,
  sizesAt,
  keyHistory,
  totalsOf,
  totalsOfFolders,
  histogram,
  bursts,
  burstItems,
  recentlyDeleted,
  search,
  mostVersions,
  classTotals,
  writtenBytes,
  timeSpan,
  coverageOf,
} as const
export type Questions = typeof questions

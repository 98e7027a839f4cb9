/** What can be done with a bucket in the sidebar. */
import type { BucketRef } from '../../../shared/model/selection.ts'
import type { MenuGroups } from '../../state/contextMenu.ts'
import type { Strata } from '../../strata.ts'
import { bucketWords } from '../../strings/buckets.ts'
import { incompleteWords } from '../../strings/incompleteUploads.ts'
import { purgeWords } from '../../strings/purge.ts'
import { openPlan } from '../../verbs/plans.ts'

export function bucketMenu(strata: Strata, ref: BucketRef, open: () => void): MenuGroups {
  return [
    [
      { id: 'open', label: bucketWords.open, run: open },
      {
        id: 'versioning',
        label: bucketWords.versioning,
        run: () => strata.sheets.open({ kind: 'versioning', bucket: ref }),
      },
      {
        id: 'incomplete-uploads',
        label: incompleteWords.menu,
        run: () => strata.sheets.open({ kind: 'incomplete-uploads', bucket: ref }),
      },
    ],
    [
      {
        id: 'purge',
        label: purgeWords.purge,
        destroys: true,
        run: () => strata.sheets.open({ kind: 'purge', place: { ...ref, prefix: '' } }),
      },
      {
        id: 'empty',
        label: purgeWords.empty,
        destroys: true,
        run: () => void openPlan(strata, { kind: 'empty', ...ref, scope: { keys: [], prefixes: [''] } }),
      },
    ],
    [
      {
        id: 'copy',
        label: bucketWords.copyName,
        run: () => {
          navigator.clipboard.writeText(ref.bucket).catch(strata.notices.tellFailure)
        },
      },
    ],
  ]
}

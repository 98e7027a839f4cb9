/** What can be done with a bucket in the sidebar. */
import { commandInfo, type Command } from '../../../shared/model/command.ts'
import type { BucketRef } from '../../../shared/model/selection.ts'
import type { MenuEntry, MenuGroups } from '../../state/contextMenu.ts'
import type { Strata } from '../../strata.ts'
import { bucketWords } from '../../strings/buckets.ts'
import { inventoryWords } from '../../strings/inventory.ts'
import { incompleteWords } from '../../strings/incompleteUploads.ts'
import { purgeWords } from '../../strings/purge.ts'
import { rootOf } from '../../verbs/openBucket.ts'
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
      lookEntry(strata, ref, 'search', 'search-bucket'),
      lookEntry(strata, ref, 'recently-deleted', 'show-recently-deleted'),
      lookEntry(strata, ref, 'storage', 'show-storage'),
    ],
    [
      {
        id: 'inventory',
        label: inventoryWords.menuOfBucket,
        run: () => strata.sheets.open({ kind: 'inventory', bucket: ref }),
      },
    ],
    finalEntries(strata, ref),
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

/** The same as the command, for this bucket whichever is open. */
const lookEntry = (
  strata: Strata,
  ref: BucketRef,
  kind: 'search' | 'recently-deleted' | 'storage',
  command: Command,
): MenuEntry => ({
  id: command,
  label: commandInfo[command].label,
  run: () => strata.sheets.open({ kind, place: rootOf(strata, ref) }),
})

const finalEntries = (strata: Strata, ref: BucketRef): MenuGroups[number] => [
  {
    id: 'purge',
    label: purgeWords.purge,
    destroys: true,
    run: () => strata.sheets.open({ kind: 'purge', place: { ...ref, prefix: '' }, goesOn: false }),
  },
  {
    id: 'empty',
    label: purgeWords.empty,
    destroys: true,
    run: () => void openPlan(strata, { kind: 'empty', ...ref, scope: { keys: [], prefixes: [''] } }),
  },
]

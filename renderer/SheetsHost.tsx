/** Draws the open sheets, the newest on top. */
import { assertNever } from '../shared/assertNever.ts'
import { IncompleteUploadsSheet } from './features/buckets/IncompleteUploadsSheet.tsx'
import { NewBucketSheet } from './features/buckets/NewBucketSheet.tsx'
import { VersioningSheet } from './features/buckets/VersioningSheet.tsx'
import { ConnectionSheet } from './features/connections/ConnectionSheet.tsx'
import { DeletedSheet } from './features/deleted/DeletedSheet.tsx'
import { ChooseFolderSheet } from './features/folders/ChooseFolderSheet.tsx'
import { ChoosePlaceSheet } from './features/folders/ChoosePlaceSheet.tsx'
import { InventorySheet } from './features/inventory/InventorySheet.tsx'
import { ActivitySheet } from './features/plans/ActivitySheet.tsx'
import { PlanSheet } from './features/plans/PlanSheet.tsx'
import { PurgeSheet } from './features/plans/PurgeSheet.tsx'
import { SearchSheet } from './features/search/SearchSheet.tsx'
import { NameSheet } from './features/sheets/NameSheet.tsx'
import { QuestionSheet } from './features/sheets/QuestionSheet.tsx'
import { StorageSheet } from './features/storage/StorageSheet.tsx'
import { TimelineSheet } from './features/timeline/TimelineSheet.tsx'
import { CollisionSheet } from './features/transfers/CollisionSheet.tsx'
import { LimitsSheet } from './features/transfers/LimitsSheet.tsx'
import { UploadOptionsSheet } from './features/transfers/UploadOptionsSheet.tsx'
import type { Sheet } from './state/sheets.ts'
import { useStore } from './state/store.ts'
import { useStrata } from './strata.ts'

export function SheetsHost() {
  const open = useStore(useStrata().sheets)
  // Sheets close from the top, so a place in the stack is one sheet's own.
  // oxlint-disable-next-line react/no-array-index-key
  return open.map((sheet, index) => <OneSheet key={`${index} ${sheet.kind}`} sheet={sheet} />)
}

/** Sheets that answer what is asked about a place. */
const askedSheets = {
  search: SearchSheet,
  changes: TimelineSheet,
  'recently-deleted': DeletedSheet,
  storage: StorageSheet,
} as const

function OneSheet({ sheet }: { readonly sheet: Sheet }) {
  const { sheets, connections } = useStrata()
  const close = (): void => sheets.close(sheet)
  switch (sheet.kind) {
    case 'connection':
      return (
        <ConnectionSheet
          connection={connections.get()?.find(({ id }) => id === sheet.connectionId) ?? null}
          onClose={close}
        />
      )
    case 'new-bucket':
      return <NewBucketSheet connectionId={sheet.connectionId} onClose={close} />
    case 'versioning':
      return <VersioningSheet bucket={sheet.bucket} onClose={close} />
    case 'incomplete-uploads':
      return <IncompleteUploadsSheet bucket={sheet.bucket} onClose={close} />
    case 'inventory':
      return <InventorySheet bucket={sheet.bucket} onClose={close} />
    case 'plan':
      return <PlanSheet planId={sheet.planId} onClose={close} />
    case 'purge':
      return <PurgeSheet place={sheet.place} goesOn={sheet.goesOn} onClose={close} />
    case 'activity':
      return <ActivitySheet onClose={close} />
    case 'search':
    case 'changes':
    case 'recently-deleted':
    case 'storage': {
      const Asked = askedSheets[sheet.kind]
      return <Asked place={sheet.place} onClose={close} />
    }
    case 'collisions':
      return <CollisionSheet batchId={sheet.batchId} onClose={close} />
    case 'transfer-limits':
      return <LimitsSheet onClose={close} />
    case 'upload-options':
      return <UploadOptionsSheet place={sheet.place} onClose={close} />
    case 'name':
    case 'choose-folder':
    case 'choose-place':
    case 'question':
      return <AskingSheet sheet={sheet} />
    default:
      return assertNever(sheet)
  }
}

type Asking = Extract<Sheet, { readonly kind: 'name' | 'choose-folder' | 'choose-place' | 'question' }>

/** Closes with an answer. */
function AskingSheet({ sheet }: { readonly sheet: Asking }) {
  const { sheets } = useStrata()
  const close = (): void => sheets.close(sheet)
  const closing =
    <T,>(answer: (value: T) => void) =>
    (value: T): void => {
      close()
      answer(value)
    }
  switch (sheet.kind) {
    case 'name':
      return <NameSheet question={sheet.question} onAnswer={closing(sheet.answer)} />
    case 'choose-folder':
      return <ChooseFolderSheet onAnswer={closing(sheet.answer)} />
    case 'choose-place':
      return <ChoosePlaceSheet question={sheet.question} onAnswer={closing(sheet.answer)} />
    case 'question':
      return <QuestionSheet question={sheet.question} onAnswer={closing(sheet.answer)} />
    default:
      return assertNever(sheet)
  }
}

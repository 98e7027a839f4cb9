/** What moving one file needs, and how it tells how far it is. */
import type { CollisionChoice, TransferItem } from '../../../shared/model/transfer.ts'
import type { Loss } from '../../../shared/model/outcome.ts'
import type { Disk } from '../../disk/disk.ts'
import type { S3Server } from '../../s3/server.ts'
import type { ByteBudget } from '../byteBudget.ts'
import type { PartDone, PartsJournal } from '../tasks.ts'
import type { Throttle } from '../throttle.ts'

/** What outlives the app of a file that moves in parts. */
export type ItemJournal = {
  /** A few letters that are this file's alone, at every start. */
  readonly tag: string
  /** As it was left by an earlier run; null: from the beginning. */
  readonly found: PartsJournal | null
  readonly foundParts: () => Promise<readonly PartDone[]>
  /** Begins (again); `startedOver`: because the source is not what it was. */
  readonly begin: (journal: PartsJournal | null, startedOver?: boolean) => Promise<void>
  readonly partDone: (part: PartDone) => Promise<void>
  /** Whether a file of the batch is known to be saved there, below the chosen folder. */
  readonly isSaved: (path: string) => Promise<boolean>
}

export type RunContext = {
  readonly disk: Disk
  /** Bytes that all transfers together hold in memory. */
  readonly budget: ByteBudget
  readonly up: Throttle
  readonly down: Throttle
  readonly journal: ItemJournal
  readonly signal: AbortSignal
  /** Absolute: bytes that have arrived for good, of how many. */
  readonly progress: (doneBytes: number, sizeBytes: number) => void
  /** What becomes of a name that is taken; null: nobody was asked, because it wasn't. */
  readonly choice: CollisionChoice | null
  /** It may have been done already when the app ended: look before it is done again. */
  readonly isDoubtful: boolean
}

export type Done = {
  readonly state: 'done' | 'skipped'
  readonly sizeBytes: number
  readonly checked: TransferItem['checked']
  /** The file's way below the chosen folder. */
  readonly savedAs: string | null
  /** Of a copy: what of its source it lacks. */
  readonly lost?: readonly Loss[]
}

export type ServerContext = RunContext & { readonly server: S3Server }

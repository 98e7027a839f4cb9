/** How the open folder stands, for everything beside the tree that tells of it. */
import type { Failure } from '../../shared/failure.ts'
import type { ListingState } from '../../shared/model/listing.ts'

export type FolderState = {
  readonly listing: ListingState | null
  /** Why nothing can be shown at all. */
  readonly failure: Failure | null
  /** It is being read anew, behind the rows that are shown. */
  readonly refreshing: boolean
  /** The rows shown are of another moment than the one that is looked at: that is still being read. */
  readonly isOfAnotherMoment: boolean
  /** Versions read so far, of the moment that is being read; null: none is. */
  readonly entriesRead: number | null
}

/** One connection to the main process, over whatever the host offers. */
import type { ClientLink } from '@orpc/client'

export type NoContext = Record<string, never>

export type Channel = {
  readonly link: ClientLink<NoContext>
  /** Resolves when nothing goes through any more. */
  readonly closed: Promise<void>
}

/** Rejects where no channel can be had now. */
export type OpenChannel = () => Promise<Channel>

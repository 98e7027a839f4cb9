/** Streams that go on: begun anew whenever the link comes back. */
import type { Failure } from '../../shared/failure.ts'
import { failureFrom } from '../failure.ts'
import { whenStore, type Readable } from '../state/store.ts'
import type { LinkState } from './reconnectingLink.ts'

export type StreamEnds<T> = {
  readonly open: (signal: AbortSignal) => Promise<AsyncIterable<T>>
  readonly onEvent: (event: T) => void
  /** The stream ended for a reason of its own; a lost link is not one. */
  readonly onFailure?: (failure: Failure) => void
}

/** Follows a stream until the signal fires. Every event is a whole state, so nothing is missed by beginning anew. */
export async function follow<T>(
  link: Readable<LinkState>,
  { open, onEvent, onFailure }: StreamEnds<T>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await whenStore(link, (state) => state === 'open')
    try {
      for await (const event of await open(signal)) {
        if (signal.aborted) return
        onEvent(event)
      }
      return
    } catch (error) {
      const failure = failureFrom(error)
      if (signal.aborted) return
      if (failure.reason === 'link-lost') continue
      onFailure?.(failure)
      return
    }
  }
}

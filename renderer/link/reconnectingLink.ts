/** A link that is always there: it opens a new channel whenever the last one closed, and says how it stands. */
import type { ClientLink, ClientOptions } from '@orpc/client'
import { failed } from '../../shared/failure.ts'
import { storeOf, type Readable } from '../state/store.ts'
import type { Channel, NoContext, OpenChannel } from './channel.ts'

/** `refused`: the main process was started anew and does not know this page any more. */
export type LinkState = 'opening' | 'open' | 'lost' | 'refused'

export type ReconnectingLink = ClientLink<NoContext> & { readonly state: Readable<LinkState> }

type LinkOptions = {
  readonly open: OpenChannel
  readonly isRefused: () => Promise<boolean>
}

const firstPauseMs = 250
const longestPauseMs = 5000

/** What was asked while the link is lost fails at once: a verb must not run minutes after it was given. */
const lostFailure = () =>
  failed({
    code: 'offline',
    reason: 'link-lost',
    message: 'This window lost its connection to Strata.',
    advice: 'It reconnects by itself. Then look whether it was done, and try again if not.',
    wayOn: 'retry',
  })

export function openReconnectingLink({ open, isRefused }: LinkOptions): ReconnectingLink {
  const state = storeOf<LinkState>('opening')
  let current: Channel | null = null

  async function keepOpen(): Promise<void> {
    for (let pauseMs = firstPauseMs; state.get() !== 'refused';) {
      current = await open().catch(() => null)
      if (current !== null) {
        pauseMs = firstPauseMs
        state.set('open')
        await current.closed
        current = null
        state.set('lost')
      } else {
        state.set((await isRefused()) ? 'refused' : 'lost')
        await pause(pauseMs)
        pauseMs = Math.min(pauseMs * 2, longestPauseMs)
      }
    }
  }

  void keepOpen()
  return {
    state,
    call: (path, input, options) =>
      current === null ? Promise.reject(lostFailure()) : callOn(current, path, input, options),
  }
}

async function callOn(
  channel: Channel,
  path: readonly string[],
  input: unknown,
  options: ClientOptions<NoContext>,
): Promise<unknown> {
  const answer = await untilClosed(channel, channel.link.call(path, input, options))
  return isAsyncIterable(answer) ? streamUntilClosed(channel, answer) : answer
}

/** The call's own end, or a failure when the channel closes under it. */
function untilClosed<T>({ closed }: Channel, call: Promise<T>): Promise<T> {
  // The loser of the race may reject later, when nobody listens any more.
  call.catch(() => undefined)
  return Promise.race([
    call,
    closed.then((): never => {
      throw lostFailure()
    }),
  ])
}

async function* streamUntilClosed(
  channel: Channel,
  stream: AsyncIterable<unknown>,
): AsyncGenerator<unknown, void, void> {
  const iterator = stream[Symbol.asyncIterator]()
  try {
    for (;;) {
      const { value, done } = await untilClosed(channel, iterator.next())
      if (done === true) return
      yield value
    }
  } finally {
    void iterator.return?.().catch(() => undefined)
  }
}

const isAsyncIterable = (answer: unknown): answer is AsyncIterable<unknown> =>
  typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer

/** Waits, or less when the window is looked at again or the network comes back. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    function done(): void {
      clearTimeout(timer)
      window.removeEventListener('online', done)
      window.removeEventListener('focus', done)
      resolve()
    }
    window.addEventListener('online', done)
    window.addEventListener('focus', done)
  })
}

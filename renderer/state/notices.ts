/** What happened, told in words at the edge of the window. */
import type { Failure } from '../../shared/failure.ts'
import { failureFrom } from '../failure.ts'
import { storeOf, type Readable } from './store.ts'

type NoticeAction = { readonly label: string; readonly run: () => void }

export type Notice = {
  readonly id: number
  /** `warn`: done, but not all of it as wished. `bad`: not done. */
  readonly tone: 'plain' | 'warn' | 'bad'
  readonly text: string
  /** More sentences, each true by itself. */
  readonly details: readonly string[]
  readonly failure: Failure | null
  readonly action: NoticeAction | null
}

export type Notices = Readable<readonly Notice[]> & {
  /** Answers with its id, for what is no longer true some day. */
  readonly tell: (notice: Pick<Notice, 'text'> & Partial<Notice>) => number
  /** Tells why something failed; what was cancelled needs no telling. */
  readonly tellFailure: (error: unknown, action?: NoticeAction) => void
  readonly dismiss: (id: number) => void
}

const mostNotices = 3

export function openNotices(): Notices {
  const store = storeOf<readonly Notice[]>([])
  let lastId = 0
  const tell: Notices['tell'] = (notice) => {
    lastId += 1
    const whole: Notice = { tone: 'plain', details: [], failure: null, action: null, ...notice, id: lastId }
    store.update((notices) => [...notices, whole].slice(-mostNotices))
    return lastId
  }
  return {
    get: store.get,
    subscribe: store.subscribe,
    tell,
    tellFailure(error, action) {
      const failure = failureFrom(error)
      if (failure.code === 'cancelled') return
      const details = failure.advice === '' ? [] : [failure.advice]
      tell({ tone: 'bad', text: failure.message, details, failure, action: action ?? null })
    },
    dismiss: (id) => store.update((notices) => notices.filter((notice) => notice.id !== id)),
  }
}

/** A worker as an object whose methods answer later: typed on both ends, failures kept, nothing left hanging. */
import { Worker, parentPort } from 'node:worker_threads'
import { z } from 'zod'
import { failureBehind, failureSchema, FailureError, failed, type Failure } from '../../shared/failure.ts'

/** Methods of a worker, each with one argument that survives structured cloning. */
export type WorkerApi = Record<string, (argument: never) => unknown>

type Argument<Method> = Method extends (argument: infer A) => unknown ? A : never
type Answer<Method> = Method extends (argument: never) => infer R ? Awaited<R> : never

const requestSchema = z.object({ id: z.number(), method: z.string(), argument: z.unknown() })
const answerSchema = z.object({ id: z.number(), value: z.unknown(), failure: failureSchema.nullable() })
const requestsSchema = z.array(requestSchema)
const answersSchema = z.array(answerSchema)
type Answered = z.infer<typeof answerSchema>

/** The place of a worker's file: beside its starter, in the sources as in the bundle. */
export function workerUrl(name: string, starterUrl: string): URL {
  return new URL(`./${name}${starterUrl.endsWith('.ts') ? '.ts' : '.js'}`, starterUrl)
}

/** The worker starts when it is called first: each costs 20 MiB and a tenth of a second. */
export class WorkerLink<Api extends WorkerApi> {
  readonly #start: () => Worker
  #started: Worker | null = null
  readonly #waiting = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: unknown) => void }
  >()
  readonly #outbox: Outbox
  #lastId = 0
  #ended: FailureError | null = null

  constructor(url: URL, workerData?: unknown) {
    this.#start = () => new Worker(url, { workerData })
    this.#outbox = new Outbox((messages, given) => this.#worker.postMessage(messages, given))
  }

  get #worker(): Worker {
    if (this.#started !== null) return this.#started
    const worker = this.#start()
    this.#started = worker
    worker.on('message', (message) => {
      for (const answer of answersSchema.parse(message)) this.#settle(answer)
    })
    worker.on('error', (error) => this.#end(error.message))
    worker.on('exit', () => this.#end('it stopped'))
    return worker
  }

  /**
   * Failures of the method arrive as FailureError; a worker that ended answers `unexpected`. What is `given` is
   * handed over, not copied: nobody here can use it any more.
   */
  call<Name extends keyof Api & string>(
    method: Name,
    argument: Argument<Api[Name]>,
    given: readonly ArrayBuffer[] = [],
  ): Promise<Answer<Api[Name]>> {
    return new Promise((resolve, reject) => {
      if (this.#ended) {
        reject(this.#ended)
        return
      }
      const id = ++this.#lastId
      // The worker serves the same Api type, so what comes back is what its method gave.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      this.#waiting.set(id, { resolve: (value) => resolve(value as Answer<Api[Name]>), reject })
      // A process may end while its workers idle, not while one of them owes an answer.
      this.#worker.ref()
      this.#outbox.add({
        message: { id, method, argument },
        given,
        notSent: (error) => this.#settle({ id, value: null, failure: failureBehind(error) }),
      })
    })
  }

  async close(): Promise<void> {
    await this.#started?.terminate()
    this.#end('it stopped')
  }

  #settle({ id, value, failure }: Answered): void {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (this.#waiting.size === 0) this.#worker.unref()
    if (failure === null) waiting?.resolve(value)
    else waiting?.reject(new FailureError(failure))
  }

  #end(why: string): void {
    this.#ended ??= failed({
      code: 'unexpected',
      reason: 'worker-ended',
      message: `A part of Strata ended: ${why}.`,
    })
    for (const { reject } of this.#waiting.values()) reject(this.#ended)
    this.#waiting.clear()
  }
}

type Letter = {
  readonly message: unknown
  readonly given: readonly ArrayBuffer[]
  /** It holds something that no thread can be told. */
  readonly notSent: (error: unknown) => void
}

/**
 * The first message of a turn goes at once, all that follow in it go as one: waking the other thread costs more than
 * what is in them.
 */
class Outbox {
  readonly #post: (messages: readonly unknown[], given: readonly ArrayBuffer[]) => void
  #letters: Letter[] = []
  #isWaiting = false

  constructor(post: (messages: readonly unknown[], given: readonly ArrayBuffer[]) => void) {
    this.#post = post
  }

  add(letter: Letter): void {
    if (this.#isWaiting) {
      this.#letters.push(letter)
      return
    }
    this.#isWaiting = true
    setImmediate(() => this.#sendRest())
    this.#send(letter)
  }

  #sendRest(): void {
    this.#isWaiting = false
    const letters = this.#letters
    if (letters.length === 0) return
    this.#letters = []
    try {
      const given = letters.flatMap((letter) => letter.given)
      this.#post(
        letters.map(({ message }) => message),
        given,
      )
    } catch {
      // Nothing of it was posted: each alone, the others don't suffer for the one that can't be.
      for (const letter of letters) this.#send(letter)
    }
  }

  #send({ message, given, notSent }: Letter): void {
    try {
      this.#post([message], given)
    } catch (error) {
      notSent(error)
    }
  }
}

/**
 * The worker's end: answers each call with what the method gives or the failure it threw. Bytes in a field of an
 * answer are handed over, not copied: the worker must not use them any more.
 */
export function serveWorker(api: WorkerApi): void {
  const port = parentPort
  if (port === null) throw new Error('serveWorker runs in a worker only')
  const outbox = new Outbox((messages, given) => port.postMessage(messages, given))
  port.on('message', (message) => {
    for (const { id, method, argument } of requestsSchema.parse(message)) {
      const notSent = (error: unknown): void =>
        port.postMessage([{ id, value: null, failure: failureBehind(error) }])
      void answerTo(api, method, argument).then((answer) =>
        outbox.add({ message: { id, ...answer }, given: buffersIn(answer.value), notSent }),
      )
    }
  })
}

/** Memory that an answer names itself, and buffers that are all of its bytes; slices of bigger ones are copied. */
function buffersIn(value: unknown): ArrayBuffer[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap((field: unknown) => {
    if (field instanceof ArrayBuffer) return [field]
    if (!(field instanceof Uint8Array) || !(field.buffer instanceof ArrayBuffer)) return []
    return field.byteLength === field.buffer.byteLength ? [field.buffer] : []
  })
}

async function answerTo(
  api: WorkerApi,
  method: string,
  argument: unknown,
): Promise<{ value: unknown; failure: Failure | null }> {
  try {
    // Only WorkerLink<Api> posts here, and it takes arguments of the right type only.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return { value: await api[method]?.(argument as never), failure: null }
  } catch (error) {
    return { value: null, failure: failureBehind(error) }
  }
}

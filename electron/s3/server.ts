/** One S3 server, as one connection sees it: signing, regions, retries, the gate and the clock. */
import {
  S3Client,
  type S3ClientResolvedConfig,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-s3'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import type { Command, DeserializeMiddleware } from '@smithy/types'
import { z } from 'zod'
import { FailureError } from '../../shared/failure.ts'
import { closeAgents, openAgents, type Agents } from './agent.ts'
import { EndpointCapabilities, memoryCapabilities, type CapabilityFile } from './capabilities.ts'
import { regionHint, s3Failure } from './failures.ts'
import { Gate, type Priority } from './gate.ts'
import type { RequestSubject } from './failureWords.ts'

export type Credentials = {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string | null
}

export type S3Profile = {
  /** Origin, `https://host[:port]`. */
  readonly endpoint: string
  readonly region: string
  readonly pathStyle: boolean
  readonly credentials: Credentials
  /** How long a socket may be silent; tests are less patient. */
  readonly idleMs?: number
}

export type S3Command<Input extends ServiceInputTypes, Output extends ServiceOutputTypes> = Command<
  ServiceInputTypes,
  Input,
  ServiceOutputTypes,
  Output,
  S3ClientResolvedConfig
>

export type RequestOptions = {
  readonly signal: AbortSignal
  readonly priority?: Priority
  /** Never sent twice: a lost answer leaves open whether the server acted, and the caller looks before it repeats. */
  readonly once?: boolean
  /** Called for every request that goes out, repeated ones included. */
  readonly count?: () => void
}

const placesAtOnce = 24
const connectMs = 10_000
const idleMs = 60_000

const inputShape = z.object({ Bucket: z.string(), Key: z.string() }).partial()

export class S3Server {
  readonly profile: S3Profile
  readonly host: string
  readonly gate = new Gate({ places: placesAtOnce })
  /** Server's clock minus ours, from the Date header of its last answer; null before the first. */
  clockOffsetMs: number | null = null
  readonly capabilities: EndpointCapabilities
  readonly #agents: Agents = openAgents()
  readonly #clients = new Map<string, S3Client>()

  constructor(profile: S3Profile, capabilities: CapabilityFile = memoryCapabilities()) {
    this.profile = profile
    this.capabilities = new EndpointCapabilities(profile.endpoint, capabilities)
    this.host = new URL(profile.endpoint).host
  }

  /** Sends a command through the gate. Failures are thrown as FailureError, never as SDK errors. */
  async send<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
    command: S3Command<Input, Output>,
    options: RequestOptions,
  ): Promise<Output> {
    const { Bucket: bucket = null, Key: key = null } = inputShape.parse(command.input)
    const operation = command.constructor.name.replace(/Command$/, '')
    return this.gate.pass(options.priority ?? 'person', options.signal, async () => {
      try {
        return await this.#sendToRegion(command, bucket, options)
      } catch (error) {
        throw this.failed(error, { operation, bucket, key })
      }
    })
  }

  close(): void {
    for (const client of this.#clients.values()) client.destroy()
    closeAgents(this.#agents)
  }

  /** A bucket in another region is found by what the server answers, once, and remembered. */
  async #sendToRegion<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
    command: S3Command<Input, Output>,
    bucket: string | null,
    { signal, once = false, count }: RequestOptions,
  ): Promise<Output> {
    const known = bucket === null ? undefined : this.capabilities.known.regions[bucket]
    const region = known ?? this.profile.region
    if (count) countAttempts(command, count)
    try {
      return await this.#clientFor(region, once).send(command, { abortSignal: signal })
    } catch (error) {
      const hint = regionHint(error)
      if (bucket === null || hint === null || hint === region) throw error
      this.capabilities.learnRegion(bucket, hint)
      return this.#clientFor(hint, once).send(command, { abortSignal: signal })
    }
  }

  /** The failure behind an error of this server, also of one met later, in a body that is still being read. */
  failed(error: unknown, about: Omit<RequestSubject, 'host'>): FailureError {
    const subject = { ...about, host: this.host }
    const failure = s3Failure(error, subject)
    if (failure.code === 'throttled') this.gate.slowDown()
    if (failure.reason === 'clock-off' && this.clockOffsetMs !== null) {
      const minutes = Math.round(Math.abs(this.clockOffsetMs) / 60_000)
      const late = this.clockOffsetMs > 0 ? 'late' : 'early'
      const message = `This computer's clock is ${minutes} minutes ${late}, compared with ${this.host}.`
      return new FailureError({ ...failure, message }, { cause: error })
    }
    return error instanceof FailureError ? error : new FailureError(failure, { cause: error })
  }

  #clientFor(region: string, once: boolean): S3Client {
    const name = `${region} ${once ? 'once' : 'again'}`
    const known = this.#clients.get(name)
    if (known) return known
    const client = new S3Client({
      region,
      // A server that names its region in its host name has one host per region.
      endpoint: this.profile.endpoint.replace(this.profile.region, region),
      forcePathStyle: this.profile.pathStyle,
      credentials: withoutNull(this.profile.credentials),
      // Many servers refuse or ignore the SDK's default checksums; integrity is ours (Content-MD5).
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      // With a pool of our own the SDK would send the header but not wait for the answer.
      expectContinueHeader: false,
      maxAttempts: once ? 1 : 3,
      requestHandler: new NodeHttpHandler({
        httpAgent: this.#agents.http,
        httpsAgent: this.#agents.https,
        connectionTimeout: connectMs,
        socketTimeout: this.profile.idleMs ?? idleMs,
      }),
    })
    this.#watchClock(client)
    this.#clients.set(name, client)
    return client
  }

  #watchClock(client: S3Client): void {
    const watchClock: AnswerMiddleware = (next) => async (args) => {
      const result = await next(args)
      const headers = answerShape.safeParse(result.response)
      const serverMs = Date.parse(headers.success ? (headers.data.headers['date'] ?? '') : '')
      if (!Number.isNaN(serverMs)) this.clockOffsetMs = serverMs - Date.now()
      return result
    }
    client.middlewareStack.addRelativeTo(watchClock, {
      relation: 'after',
      toMiddleware: 'deserializerMiddleware',
      name: 'watchClock',
    })
  }
}

/** Behind the SDK's own retries, so that each of them counts. */
function countAttempts<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
  { middlewareStack }: S3Command<Input, Output>,
  count: () => void,
): void {
  const counting: DeserializeMiddleware<Input, Output> = (next) => (args) => {
    count()
    return next(args)
  }
  middlewareStack.add(counting, {
    step: 'deserialize',
    priority: 'low',
    name: 'countAttempts',
    override: true,
  })
}

type AnswerMiddleware = DeserializeMiddleware<ServiceInputTypes, ServiceOutputTypes>

const answerShape = z.object({ headers: z.record(z.string(), z.string()) })

function withoutNull(credentials: Credentials): {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
} {
  const { sessionToken, ...keys } = credentials
  return sessionToken === null ? keys : { ...keys, sessionToken }
}

/** One S3 server, as one connection sees it: signing, regions, retries, the gate and the clock. */
import type { S3ClientResolvedConfig, ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-s3'
import type { Command, DeserializeMiddleware, StaticOperationSchema } from '@smithy/types'
import { z } from 'zod'
import { FailureError } from '../../shared/failure.ts'
import { closeAgents, openAgents, type Agents } from './agent.ts'
import { EndpointCapabilities, memoryCapabilities, type CapabilityFile } from './capabilities.ts'
import { openClient, type Client, type S3Profile } from './client.ts'
import { regionHint, s3Failure } from './failures.ts'
import { Gate, type Priority } from './gate.ts'
import type { RequestSubject } from './failureWords.ts'

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
const tolerableMs = 60_000

const inputShape = z.object({ Bucket: z.string(), Key: z.string(), Body: z.unknown() }).partial()

/** A stream goes out once, and could not be sent again. */
const isRepeatable = (body: unknown): boolean => body === undefined || body instanceof Uint8Array

const isClockOff = (error: unknown): boolean =>
  error instanceof Error && error.name === 'RequestTimeTooSkewed'

export class S3Server {
  readonly profile: S3Profile
  readonly host: string
  readonly gate = new Gate({ places: placesAtOnce })
  /** Server's clock minus ours, from the Date header of its last answer; null before the first. */
  clockOffsetMs: number | null = null
  readonly capabilities: EndpointCapabilities
  readonly #agents: Agents = openAgents()
  readonly #clients = new Map<string, Client>()

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

  /**
   * As `send`, for small requests in great numbers: one try past the SDK's middleware. What isn't a success is asked
   * again through the SDK, which knows regions, clocks, retries and errors.
   */
  async sendLight<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
    schema: StaticOperationSchema,
    command: S3Command<Input, Output>,
    options: RequestOptions,
  ): Promise<Output> {
    const { Bucket: bucket, Body: body } = inputShape.parse(command.input)
    if (bucket === undefined || !isRepeatable(body) || options.once === true)
      return this.send(command, options)
    const output = await this.gate.pass(options.priority ?? 'person', options.signal, () =>
      this.#tryDirectly(schema, command, bucket, options),
    )
    return output ?? this.send(command, options)
  }

  close(): void {
    for (const { sdk } of this.#clients.values()) sdk.destroy()
    closeAgents(this.#agents)
  }

  async #tryDirectly<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
    schema: StaticOperationSchema,
    { input }: S3Command<Input, Output>,
    bucket: string,
    { signal, count }: RequestOptions,
  ): Promise<Output | null> {
    const { direct } = this.#clientFor(this.#regionOf(bucket), false)
    count?.()
    try {
      const signing = { signal, signedAt: new Date(Date.now() + this.#clockError) }
      const answer = await direct.send<Output>(schema, bucket, input, signing)
      this.#readClock(answer.headers['date'])
      if (answer.statusCode === 503 || answer.statusCode === 429) this.gate.slowDown()
      return answer.output
    } catch {
      // Why there was no answer is told by the request that follows, or it gets one.
      return null
    }
  }

  #regionOf(bucket: string | null): string {
    const known = bucket === null ? undefined : this.capabilities.known.regions[bucket]
    return known ?? this.profile.region
  }

  /** The time as the server has it, as far as it was heard. */
  get nowMs(): number {
    return Date.now() + (this.clockOffsetMs ?? 0)
  }

  /** What a signature has to make up for; servers take a few minutes. */
  get #clockError(): number {
    const offsetMs = this.clockOffsetMs ?? 0
    return Math.abs(offsetMs) < tolerableMs ? 0 : offsetMs
  }

  #readClock(date = ''): void {
    const serverMs = Date.parse(date)
    if (!Number.isNaN(serverMs)) this.clockOffsetMs = serverMs - Date.now()
  }

  /** A bucket in another region is found by what the server answers, once, and remembered; so is the time. */
  async #sendToRegion<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
    command: S3Command<Input, Output>,
    bucket: string | null,
    { signal, once = false, count }: RequestOptions,
  ): Promise<Output> {
    if (count) countAttempts(command, count)
    const ask = (region: string): Promise<Output> =>
      this.#clientFor(region, once).sdk.send(command, { abortSignal: signal })
    const region = this.#regionOf(bucket)
    try {
      return await ask(region)
    } catch (error) {
      const hint = regionHint(error)
      if (bucket !== null && hint !== null && hint !== region) {
        this.capabilities.learnRegion(bucket, hint)
        return ask(hint)
      }
      // The SDK sends again only what it signed by a clock it then found wrong, not what a clock overtook that was set.
      if (isClockOff(error) && isRepeatable(inputShape.parse(command.input).Body)) return ask(region)
      throw error
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

  #clientFor(region: string, once: boolean): Client {
    const name = `${region} ${once ? 'once' : 'again'}`
    const known = this.#clients.get(name)
    if (known) return known
    const onDate = (date: string): void => this.#readClock(date)
    const client = openClient(this.profile, { region, once, agents: this.#agents, onDate })
    this.#clients.set(name, client)
    return client
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

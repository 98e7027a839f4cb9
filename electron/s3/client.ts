/** The SDK as one region of a server wants it, and the way past its middleware beside it. */
import { S3Client, type ServiceInputTypes, type ServiceOutputTypes } from '@aws-sdk/client-s3'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import type { BuildMiddleware, DeserializeMiddleware } from '@smithy/types'
import { z } from 'zod'
import type { Agents } from './agent.ts'
import { DirectRequests } from './directRequest.ts'
import { refuseUnknownWrite } from './subresources.ts'

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

export type Client = { readonly sdk: S3Client; readonly direct: DirectRequests }

const connectMs = 10_000
const idleMs = 60_000

type ClientOptions = {
  readonly region: string
  /** Never sends anything twice. */
  readonly once: boolean
  readonly agents: Agents
  /** Hears the Date header of every answer. */
  readonly onDate: (date: string) => void
}

const nothing = (): void => undefined
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing }

export function openClient(profile: S3Profile, { region, once, agents, onDate }: ClientOptions): Client {
  // A server that names its region in its host name has one host per region.
  const endpoint = profile.endpoint.replace(profile.region, region)
  const sdk = new S3Client({
    region,
    endpoint,
    forcePathStyle: profile.pathStyle,
    credentials: withoutNull(profile.credentials),
    // Many servers refuse or ignore the SDK's default checksums; integrity is ours (Content-MD5).
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // With a pool of our own the SDK would send the header but not wait for the answer.
    expectContinueHeader: false,
    maxAttempts: once ? 1 : 3,
    // What goes wrong is told as a failure, not on the console.
    logger: silent,
    requestHandler: new NodeHttpHandler({
      httpAgent: agents.http,
      httpsAgent: agents.https,
      connectionTimeout: connectMs,
      socketTimeout: profile.idleMs ?? idleMs,
    }),
  })
  refuseUnknownWrites(sdk)
  watchClock(sdk, onDate)
  return { sdk, direct: new DirectRequests(sdk, { endpoint, region, pathStyle: profile.pathStyle }) }
}

const subjectShape = z.object({ Bucket: z.string(), Key: z.string() }).partial()
const requestShape = z.object({
  method: z.string(),
  query: z.record(z.string(), z.union([z.string(), z.array(z.string()), z.null()])),
})

function refuseUnknownWrites(sdk: S3Client): void {
  const refuse: BuildMiddleware<ServiceInputTypes, ServiceOutputTypes> = (next) => (args) => {
    refuseUnknownWrite(requestShape.parse(args.request), subjectShape.parse(args.input))
    return next(args)
  }
  sdk.middlewareStack.add(refuse, { step: 'build', priority: 'high', name: 'refuseUnknownWrites' })
}

function watchClock(sdk: S3Client, onDate: ClientOptions['onDate']): void {
  const watchDate: AnswerMiddleware = (next) => async (args) => {
    const result = await next(args)
    const headers = answerShape.safeParse(result.response)
    if (headers.success) onDate(headers.data.headers['date'] ?? '')
    return result
  }
  sdk.middlewareStack.addRelativeTo(watchDate, {
    relation: 'after',
    toMiddleware: 'deserializerMiddleware',
    name: 'watchDate',
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

/**
 * A request past the SDK's middleware, which takes several times as long as all the rest of a small request: made of
 * the SDK's own parts (its serializer, its signature, its socket handler), without its retries and its errors.
 */
import type { S3Client } from '@aws-sdk/client-s3'
import type {
  $ClientProtocol,
  HttpRequest,
  HttpResponse,
  MetadataBearer,
  StaticOperationSchema,
} from '@smithy/types'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { refuseUnknownWrite } from './subresources.ts'

const bodyShape = z.object({ Body: z.instanceof(Uint8Array) })
const subjectShape = z.object({ Bucket: z.string(), Key: z.string() }).partial()

/** `output` null: it was no success, and what the server says of it is left unread. */
export type DirectAnswer<Output> = {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string>>
  readonly output: Output | null
}

type Endpoint = {
  readonly protocol: string
  readonly host: string
  readonly hostname: string
  readonly port?: number
  readonly path: string
}

/** The client's type names all protocols there are; this one speaks HTTP. */
const protocolShape = z.custom<$ClientProtocol<HttpRequest, HttpResponse>>(
  (value) => z.object({ serializeRequest: z.function() }).safeParse(value).success,
)

export class DirectRequests {
  readonly #client: S3Client
  readonly #address: { readonly Endpoint: string; readonly Region: string; readonly ForcePathStyle: boolean }
  readonly #signer: ReturnType<S3Client['config']['signer']>
  readonly #protocol: $ClientProtocol<HttpRequest, HttpResponse>
  readonly #endpoints = new Map<string, Endpoint>()

  constructor(
    client: S3Client,
    address: { readonly endpoint: string; readonly region: string; readonly pathStyle: boolean },
  ) {
    this.#client = client
    this.#address = {
      Endpoint: address.endpoint,
      Region: address.region,
      ForcePathStyle: address.pathStyle,
    }
    this.#signer = client.config.signer()
    this.#protocol = protocolShape.parse(client.config.protocol)
  }

  /** Sends once; rejects when no answer comes. The signature leaves the body to its Content-MD5, which it covers. */
  async send<Output extends MetadataBearer>(
    schema: StaticOperationSchema,
    bucket: string,
    input: object,
    { signal, signedAt }: { readonly signal: AbortSignal; readonly signedAt: Date },
  ): Promise<DirectAnswer<Output>> {
    const operation = operationOf(schema)
    const endpoint = this.#endpointFor(bucket)
    const context = { ...this.#client.config, endpoint: async () => endpoint }
    const request = await this.#protocol.serializeRequest(operation, input, context)
    refuseUnknownWrite(request, subjectShape.parse(input))
    request.headers['host'] = endpoint.host
    const body = bodyShape.safeParse(input)
    if (body.success) {
      request.headers['content-length'] = String(body.data.Body.byteLength)
      request.headers['x-amz-content-sha256'] = 'UNSIGNED-PAYLOAD'
    }
    const signed = await (await this.#signer).sign(request, { signingDate: signedAt })
    const { response } = await this.#client.config.requestHandler.handle(signed, { abortSignal: signal })
    const { statusCode, headers } = response
    if (statusCode >= 300) {
      if (response.body instanceof Readable) response.body.resume()
      return { statusCode, headers, output: null }
    }
    keepExpires(headers)
    const output = await this.#protocol.deserializeResponse<Output>(operation, context, response)
    return { statusCode, headers, output }
  }

  /** As the SDK finds it, but once for each bucket. */
  #endpointFor(bucket: string): Endpoint {
    const known = this.#endpoints.get(bucket)
    if (known) return known
    const asked = { ...this.#address, Bucket: bucket, UseFIPS: false, UseDualStack: false }
    const { protocol, host, hostname, port, pathname: path } = this.#client.config.endpointProvider(asked).url
    const endpoint = { protocol, host, hostname, path, ...(port === '' ? {} : { port: Number(port) }) }
    this.#endpoints.set(bucket, endpoint)
    return endpoint
  }
}

function operationOf([, namespace, name, traits, input, output]: StaticOperationSchema) {
  return { namespace, name, traits, input, output }
}

/** As the SDK's middleware does: a date that nobody can read is no reason to refuse the answer. */
function keepExpires(headers: Record<string, string>): void {
  if (headers['expires'] === undefined) return
  headers['expiresstring'] = headers['expires']
  delete headers['expires']
}

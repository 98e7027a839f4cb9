/** One request on its way to its operation. */
import type { IncomingBody } from '../body/receiveBody.ts'
import type { Engine } from '../engine/engine.ts'
import type { Answer } from './answer.ts'
import type { S3Request } from './request.ts'

export interface Call {
  readonly engine: Engine
  readonly request: S3Request
  /** '' for the service itself. */
  readonly bucketName: string
  /** '' for the bucket itself. */
  readonly key: string
  /**
   * The body, which comes once it is read; fails when what the headers say of it can't be. `checksum` says whether
   * a checksum among them is that of the body or that of the object it asks for.
   */
  readonly body: (checksum?: 'of-body' | 'of-object') => IncomingBody
}

/** An operation: its S3 name, which requests it answers, and how. */
export interface Operation {
  readonly name: string
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'
  readonly on: 'service' | 'bucket' | 'object'
  /** Query parameters that make a request this operation. */
  readonly requires?: readonly string[]
  /** Whether `x-amz-copy-source` makes a request this operation. */
  readonly copies?: boolean
  /** Further query parameters it understands; any other one is an operation the store doesn't have. */
  readonly accepts?: readonly string[]
  readonly run: (call: Call) => Answer | Promise<Answer>
}

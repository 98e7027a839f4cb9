/** A request's body: bytes in memory, or a stream of a known length. */
import type { Readable } from 'node:stream'

/** A stream goes out once: where the request has to be repeated, whoever made it makes another. */
export type Body = Uint8Array | { readonly stream: Readable; readonly lengthBytes: number }

export const bodyInput = (body: Body) =>
  body instanceof Uint8Array
    ? { Body: body, ContentLength: body.byteLength }
    : { Body: body.stream, ContentLength: body.lengthBytes }

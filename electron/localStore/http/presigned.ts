/** Presigned URLs may carry in the query what else is a header: `x-amz-checksum-mode`, `x-amz-tagging`. */
import { signatureParameters } from '../signature/queryClaim.ts'
import { headerBytes, type S3Request } from './request.ts'

/** The request as its operation sees it: without the signature, with such parameters among the headers. */
export function unfoldPresigned(request: S3Request): S3Request {
  if (!request.query.has('X-Amz-Signature')) return request
  const query = new Map<string, string>()
  const headers = new Map(request.headers)
  for (const [name, value] of request.query) {
    const lower = name.toLowerCase()
    if (signatureParameters.has(name)) continue
    if (lower.startsWith('x-amz-')) headers.set(lower, headerBytes(value))
    else query.set(name, value)
  }
  return { ...request, query, headers }
}

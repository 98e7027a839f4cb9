/**
 * Which operation is this? Anything the store doesn't have is refused by name before anything happens: a DELETE
 * with an unknown subresource never deletes an object.
 */
import { s3Error } from '../s3Error.ts'
import type { Operation } from './call.ts'
import type { S3Request } from './request.ts'

/** Parameters that never change what is asked. */
const meaningless = new Set(['x-id'])

/** The operation that answers a request; fails with NotImplemented. */
export function route(operations: readonly Operation[], request: S3Request): Operation {
  const [operation] = operations
    .filter((candidate) => fits(candidate, request))
    .sort((a, b) => specificity(b) - specificity(a))
  const allowed = new Set([...(operation?.requires ?? []), ...(operation?.accepts ?? []), ...meaningless])
  const unknown = [...request.query.keys()].find((name) => !allowed.has(name))
  if (operation === undefined || unknown !== undefined) throw notImplemented(request, unknown)
  refuseUnknownHeaders(request)
  return operation
}

function fits(operation: Operation, request: S3Request): boolean {
  const on = request.bucketName === null ? 'service' : request.key === null ? 'bucket' : 'object'
  return (
    operation.method === request.method &&
    operation.on === on &&
    (operation.copies ?? false) === request.headers.has('x-amz-copy-source') &&
    (operation.requires ?? []).every((name) => request.query.has(name))
  )
}

function specificity({ requires = [] }: Operation): number {
  return requires.length
}

function notImplemented({ method }: S3Request, parameter: string | undefined): Error {
  const details = parameter === undefined ? { Method: method } : { Method: method, Parameter: parameter }
  return s3Error('NotImplemented', 'The local store does not have this operation.', { details })
}

/** Headers that ask for what the store doesn't do; ignoring one would break a promise. */
const unknownHeaders =
  /^x-amz-(?:server-side-encryption|copy-source-server-side-encryption|object-lock|bucket-object-lock|grant|write-offset|rename-source|if-match-last|if-match-size|object-ownership)/
/** The one access list there is. */
const impliedAcls = new Set(['private', 'bucket-owner-read', 'bucket-owner-full-control'])

function refuseUnknownHeaders({ headers }: S3Request): void {
  for (const [name, value] of headers) {
    const refused = name === 'x-amz-acl' ? !impliedAcls.has(value) : unknownHeaders.test(name)
    if (refused) throw s3Error('NotImplemented', undefined, { details: { Header: name } })
  }
}

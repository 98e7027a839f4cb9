import { expect, it } from 'vitest'
import { refuseUnknownWrite } from '../../../electron/s3/subresources.ts'
import { failureBehind } from '../../../shared/failure.ts'

const bucket = { Bucket: 'b' }
const object = { Bucket: 'b', Key: 'k' }

type Subject = { readonly Bucket?: string; readonly Key?: string }
type Row = [method: string, subject: Subject, query: Record<string, string>]

function reasonOf([method, subject, query]: Row): string {
  try {
    refuseUnknownWrite({ method, query }, subject)
    return 'sent'
  } catch (error) {
    return failureBehind(error).reason
  }
}

it.each<Row>([
  ['DELETE', bucket, { encryption: '' }],
  ['DELETE', bucket, { lifecycle: '', versioning: '' }],
  ['DELETE', bucket, {}],
  ['PUT', bucket, { acl: '' }],
  ['PUT', {}, {}],
  ['DELETE', object, { acl: '' }],
  ['DELETE', object, { versionId: '' }],
  ['DELETE', object, { tagging: '' }],
  ['PUT', object, { renameObject: '' }],
  ['PUT', object, { retention: '' }],
  ['PUT', object, { uploadId: 'u' }],
  ['PATCH', object, {}],
])('%s of %o with %o is not sent', (...row) => {
  expect(reasonOf(row)).toBe('not-sent')
})

it.each<Row>([
  ['GET', bucket, { anything: '' }],
  ['PUT', bucket, {}],
  ['PUT', bucket, { versioning: '' }],
  ['DELETE', bucket, { lifecycle: '' }],
  ['POST', bucket, { delete: '' }],
  ['PUT', object, { 'x-id': 'PutObject' }],
  ['PUT', object, { partNumber: '1', uploadId: 'u', 'x-id': 'UploadPart' }],
  ['POST', object, { uploads: '' }],
  ['PUT', object, { retention: '', versionId: 'v' }],
  ['DELETE', object, { versionId: 'null' }],
])('%s of %o with %o is sent', (...row) => {
  expect(reasonOf(row)).toBe('sent')
})

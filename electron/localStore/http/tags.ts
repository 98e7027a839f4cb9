/** Tags in headers and documents. https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html */
import { z } from 'zod'
import type { Tag } from '../engine/versions.ts'
import { invalidArgument, s3Error } from '../s3Error.ts'
import type { S3Request } from './request.ts'
import { element, text, xmlDocument } from './xml.ts'

const mostTags = 10
const longestKey = 128
const longestValue = 256

/** `x-amz-tagging: k=v&k2=v2`, percent-encoded. Fails with InvalidArgument or InvalidTag. */
export function readTaggingHeader({ headers }: S3Request): readonly Tag[] {
  const header = headers.get('x-amz-tagging') ?? ''
  const tags = Array.from(new URLSearchParams(header), ([key, value]) => ({ key, value }))
  if (tags.some(({ key }) => key === '')) {
    throw invalidArgument(
      'x-amz-tagging',
      header,
      'The header x-amz-tagging shall be encoded as UTF-8 then URLEncoded',
    )
  }
  return checkTags(tags)
}

/** Fails with InvalidTag. */
export function checkTags(tags: readonly Tag[]): readonly Tag[] {
  if (tags.length > mostTags) throw s3Error('InvalidTag', 'Object tags cannot be greater than 10')
  const keys = new Set<string>()
  for (const { key, value } of tags) {
    if (key === '' || key.length > longestKey) {
      throw s3Error('InvalidTag', 'The TagKey you have provided is invalid', { details: { TagKey: key } })
    }
    if (value.length > longestValue) {
      throw s3Error('InvalidTag', 'The TagValue you have provided is invalid', { details: { TagKey: key } })
    }
    if (keys.has(key)) {
      throw s3Error('InvalidTag', 'Cannot provide multiple Tags with the same key', {
        details: { TagKey: key },
      })
    }
    keys.add(key)
  }
  return tags
}

/** A list that may be written as an empty element. */
const tagSet = z.union([
  z.string().regex(/^\s*$/),
  z.object({ Tag: z.array(z.object({ Key: z.string(), Value: z.string() })) }),
])

/** A Tagging document's tags, not yet checked. */
export const taggingDocument = z
  .object({ Tagging: z.object({ TagSet: tagSet }) })
  .transform(({ Tagging: { TagSet: set } }): readonly Tag[] =>
    typeof set === 'string' ? [] : set.Tag.map(({ Key: key, Value: value }) => ({ key, value })),
  )

export function writeTagging(tags: readonly Tag[]): string {
  const elements = tags.map(({ key, value }) => element('Tag', text('Key', key), text('Value', value)))
  return xmlDocument('Tagging', element('TagSet', ...elements))
}

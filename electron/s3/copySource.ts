/** The value of `x-amz-copy-source`, which the SDK sends as it is given. */

const encodeSegment = (segment: string): string =>
  encodeURIComponent(segment).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/**
 * `bucket/key?versionId=…`, percent-encoded per segment.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html#API_CopyObject_RequestSyntax
 */
export function copySourceOf(source: {
  readonly bucket: string
  readonly key: string
  readonly versionId: string | null
}): string {
  const path = `${source.bucket}/${source.key.split('/').map(encodeSegment).join('/')}`
  return source.versionId === null ? path : `${path}?versionId=${encodeSegment(source.versionId)}`
}

import { describe, expect, it } from 'vitest'
import { parseBucketUrl } from '../../../shared/model/bucketUrl.ts'

const spaces = { service: 'digitalocean', pathStyle: false }
const aws = { service: 'aws', pathStyle: false }

describe('a pasted address', () => {
  it.each([
    [
      'studio.nyc3.digitaloceanspaces.com',
      {
        ...spaces,
        endpoint: 'https://nyc3.digitaloceanspaces.com',
        region: 'nyc3',
        bucket: 'studio',
        prefix: '',
      },
    ],
    [
      'https://studio.fra1.cdn.digitaloceanspaces.com/hero/cover.png',
      {
        ...spaces,
        endpoint: 'https://fra1.digitaloceanspaces.com',
        region: 'fra1',
        bucket: 'studio',
        prefix: 'hero/',
      },
    ],
    [
      'https://ams3.digitaloceanspaces.com',
      {
        ...spaces,
        endpoint: 'https://ams3.digitaloceanspaces.com',
        region: 'ams3',
        bucket: null,
        prefix: '',
      },
    ],
    [
      'https://my.dotted.bucket.s3.eu-central-1.amazonaws.com/a%20b/',
      {
        ...aws,
        endpoint: 'https://s3.eu-central-1.amazonaws.com',
        region: 'eu-central-1',
        bucket: 'my.dotted.bucket',
        prefix: 'a b/',
      },
    ],
    [
      'https://s3-eu-west-1.amazonaws.com/logs/2026/',
      {
        ...aws,
        endpoint: 'https://s3.eu-west-1.amazonaws.com',
        region: 'eu-west-1',
        bucket: 'logs',
        prefix: '2026/',
      },
    ],
    [
      's3://logs/2026/11/',
      {
        ...aws,
        endpoint: 'https://s3.us-east-1.amazonaws.com',
        region: 'us-east-1',
        bucket: 'logs',
        prefix: '2026/11/',
      },
    ],
    [
      'http://127.0.0.1:7480/photos/a//b/',
      {
        service: 'other',
        pathStyle: true,
        endpoint: 'http://127.0.0.1:7480',
        region: 'us-east-1',
        bucket: 'photos',
        prefix: 'a//b/',
      },
    ],
    [
      'localhost:9000',
      {
        service: 'other',
        pathStyle: true,
        endpoint: 'http://localhost:9000',
        region: 'us-east-1',
        bucket: null,
        prefix: '',
      },
    ],
  ])('%s is taken apart', (text, parts) => {
    expect(parseBucketUrl(text)).toEqual(parts)
  })

  it.each(['', 'hello', 'not a url', 'ftp://host/x', 'just-a-bucket'])('%j is none', (text) => {
    expect(parseBucketUrl(text)).toBeNull()
  })
})

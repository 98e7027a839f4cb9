/** A server that tests talk to, whichever it is, and the real SDK pointed at it. */
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3'

type ServerName = 'local store' | 'Ceph RGW'

export interface TestServer {
  readonly name: ServerName
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** The SDK without retries, so that a test sees what the server said; checksums only where S3 demands one. */
export function clientFor(server: TestServer, config: S3ClientConfig = {}): S3Client {
  return new S3Client({
    endpoint: server.endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId: server.accessKeyId, secretAccessKey: server.secretAccessKey },
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...config,
  })
}

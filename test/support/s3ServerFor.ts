/** Strata's own client, pointed at a test server. */
import { S3Server } from '../../electron/s3/server.ts'
import type { TestServer } from './testServer.ts'

type Reachable = Pick<TestServer, 'endpoint' | 'accessKeyId' | 'secretAccessKey'>

/** `idleMs`: a silent server is given up after this; people wait longer. */
export function s3ServerFor(
  { endpoint, accessKeyId, secretAccessKey }: Reachable,
  patience: { readonly idleMs?: number } = {},
): S3Server {
  return new S3Server({
    endpoint,
    region: 'us-east-1',
    pathStyle: true,
    credentials: { accessKeyId, secretAccessKey, sessionToken: null },
    ...patience,
  })
}

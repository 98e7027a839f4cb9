/** Sends large PUTs that a server refuses before it has read them, and says how that ended. Run as a process. */
import { createHash } from 'node:crypto'
import { failureBehind } from '../../shared/failure.ts'
import { putObject } from '../../electron/s3/putObject.ts'
import { s3ServerFor } from './s3ServerFor.ts'

const [, , endpoint = '', accessKeyId = '', secretAccessKey = ''] = process.argv
const server = s3ServerFor({ endpoint, accessKeyId, secretAccessKey })
const body = Buffer.alloc(12 * 1024 ** 2)
const contentMd5 = createHash('md5').update(body).digest('base64')
const signal = AbortSignal.timeout(60_000)

const reasons: string[] = []
for (let round = 0; round < 8; round++) {
  try {
    await putObject(
      server,
      {
        bucket: 'no-such-bucket-here',
        key: 'k',
        body: () => body,
        contentMd5,
        carries: { ContentType: 'x/y' },
      },
      { signal },
    )
    reasons.push('stored')
  } catch (error) {
    reasons.push(failureBehind(error).reason)
  }
}
// What a dead socket has to say, it says after its request is over.
await new Promise((resolve) => setImmediate(resolve))
server.close()
process.stdout.write(JSON.stringify({ reasons, alive: true }))

/** Many files in one request body: each a length, a JSON head of that length, and the file's bytes. */
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { z } from 'zod'
import { failed } from '../../shared/failure.ts'

const headSchema = z.object({
  segments: z.array(z.string()).min(1),
  sizeBytes: z.int().min(0),
  modifiedMs: z.number(),
})
export type FrameHead = z.infer<typeof headSchema>

const mostHeadBytes = 64 * 1024

const cut = () =>
  failed({
    code: 'invalid-request',
    reason: 'cut-short',
    message: 'The browser stopped sending in the middle of a file.',
  })

export class FrameReader {
  readonly #chunks: AsyncIterator<Buffer>
  #rest: Buffer = Buffer.alloc(0)

  constructor(body: Readable) {
    this.#chunks = body[Symbol.asyncIterator]()
  }

  /** The next file's head; null at the end of the body. Its bytes must be taken before the next call. */
  async nextHead(): Promise<FrameHead | null> {
    if (!(await this.#fill(1))) return null
    const length = (await this.#take(4)).readUInt32BE(0)
    if (length > mostHeadBytes) throw cut()
    return headSchema.parse(JSON.parse((await this.#take(length)).toString('utf8')))
  }

  async copyTo(target: Writable, sizeBytes: number): Promise<void> {
    for (let left = sizeBytes; left > 0;) {
      if (!(await this.#fill(1))) throw cut()
      const part = this.#rest.subarray(0, left)
      this.#rest = this.#rest.subarray(part.byteLength)
      left -= part.byteLength
      if (!target.write(part)) await once(target, 'drain')
    }
  }

  async #take(bytes: number): Promise<Buffer> {
    if (!(await this.#fill(bytes))) throw cut()
    const taken = this.#rest.subarray(0, bytes)
    this.#rest = this.#rest.subarray(bytes)
    return taken
  }

  /** false: the body ended before so many bytes were there. */
  async #fill(bytes: number): Promise<boolean> {
    while (this.#rest.byteLength < bytes) {
      const { value, done } = await this.#chunks.next()
      if (done === true) return false
      this.#rest = this.#rest.byteLength === 0 ? value : Buffer.concat([this.#rest, value])
    }
    return true
  }
}

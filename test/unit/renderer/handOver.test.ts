/** How the page hands files over: in few requests, with what can't be read left out, and nothing sent after a failure. */
import { describe, expect, it } from 'vitest'
import type { Found } from '../../../renderer/drop/findFiles.ts'
import { handOver, newTally } from '../../../renderer/drop/handOver.ts'
import type { Handed, Staging } from '../../../renderer/link/staging.ts'

async function* found(...all: readonly Found[]): AsyncGenerator<Found, void, void> {
  yield* all
}

const fileNamed = (name: string, text = name): Found => ({
  kind: 'file',
  segments: [name],
  file: new File([text], name),
})

/** A file that was there when it was found and can't be read any more. */
class GoneFile extends File {
  override slice(): Blob {
    return this
  }
  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.reject(new DOMException('gone', 'NotFoundError'))
  }
}

const isGone = ({ file }: Handed): boolean => file instanceof GoneFile

function stagingThat(send: (files: readonly Handed[]) => Promise<void>): Staging & { sent: Handed[][] } {
  const sent: Handed[][] = []
  return {
    sent,
    send: async (files, onProgress) => {
      await send(files)
      sent.push([...files])
      onProgress(1)
    },
    dropId: 'drop',
    end: async () => undefined,
    cancel: async () => undefined,
  }
}

const never = new AbortController().signal

describe('handing files over', () => {
  it('puts many small files into few requests and counts them all', async () => {
    const staging = stagingThat(async () => undefined)
    const tally = newTally()
    const files = Array.from({ length: 1000 }, (_, at) => fileNamed(`${at}.txt`))
    await handOver(found(...files, { kind: 'empty-folder', segments: ['empty'] }), staging, tally, never)
    expect(staging.sent).toHaveLength(4)
    expect(staging.sent.flat()).toHaveLength(1001)
    expect(tally).toMatchObject({ counting: false, fileCount: 1001, doneCount: 1001, unreadable: [] })
    expect(tally.doneBytes).toBe(tally.sizeBytes)
  })

  it('leaves out what can’t be read, and sends the rest of the same request again', async () => {
    const staging = stagingThat(async (files) => {
      if (files.some(isGone)) throw new Error('The request broke off.')
    })
    const tally = newTally()
    const gone: Found = { kind: 'file', segments: ['d', 'gone.txt'], file: new GoneFile(['x'], 'gone.txt') }
    await handOver(found(fileNamed('a'), gone, fileNamed('b')), staging, tally, never)
    expect(staging.sent.flat().map(({ segments }) => segments.join('/'))).toEqual(['a', 'b'])
    expect(tally).toMatchObject({ fileCount: 2, doneCount: 2, sizeBytes: 2, unreadable: ['d/gone.txt'] })
  })

  it('never takes a vanished file for an empty one', async () => {
    const staging = stagingThat(async () => undefined)
    const tally = newTally()
    const gone: Found = { kind: 'file', segments: ['gone.txt'], file: new GoneFile([], 'gone.txt') }
    await handOver(found(gone, fileNamed('empty.txt', '')), staging, tally, never)
    expect(staging.sent.flat().map(({ segments }) => segments.join('/'))).toEqual(['empty.txt'])
    expect(tally.unreadable).toEqual(['gone.txt'])
  })

  it('fails with the first failure and stops', async () => {
    const full = new Error('There is no room left.')
    const staging = stagingThat(async () => {
      throw full
    })
    const files = Array.from({ length: 10_000 }, (_, at) => fileNamed(`${at}.txt`))
    const tally = newTally()
    await expect(handOver(found(...files), staging, tally, never)).rejects.toBe(full)
    expect(tally.fileCount).toBeLessThan(2000)
  })
})

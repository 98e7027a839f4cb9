/** Chunks into a file, without gluing them together first. */
import type { FileHandle } from 'node:fs/promises'

/** Written in one go: many small writes cost more than the bytes. */
export const gatheredBytes = 1024 ** 2

/** All chunks one after another, from a byte on. */
export async function writeAll(file: FileHandle, chunks: readonly Buffer[], atByte: number): Promise<void> {
  const wanted = chunks.reduce((sum, { byteLength }) => sum + byteLength, 0)
  const { bytesWritten } = await file.writev([...chunks], atByte)
  // A disk that is nearly full takes less than it is given, and says why at the next write.
  if (bytesWritten < wanted)
    await writeRest(file, Buffer.concat([...chunks]).subarray(bytesWritten), atByte + bytesWritten)
}

async function writeRest(file: FileHandle, bytes: Buffer, atByte: number): Promise<void> {
  for (let done = 0; done < bytes.byteLength;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.byteLength - done, atByte + done)
    done += bytesWritten
  }
}

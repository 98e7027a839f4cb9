/** Chunks into a file, without gluing them together first. */
import { writevSync, writeSync } from 'node:fs'

/** All of them one after another, from a byte on. */
export function writeAll(file: number, chunks: readonly Uint8Array[], atByte: number): void {
  const wanted = chunks.reduce((sum, { byteLength }) => sum + byteLength, 0)
  if (wanted === 0) return
  const written = writevSync(file, chunks, atByte)
  if (written === wanted) return
  // A disk that is nearly full takes less than it is given, and says why at the next write.
  const rest = Buffer.concat(chunks).subarray(written)
  for (let done = 0; done < rest.byteLength;)
    done += writeSync(file, rest, done, rest.byteLength - done, atByte + written + done)
}

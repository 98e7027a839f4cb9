/** Bytes as a body that goes out in pieces: at the pace that was asked for, and with word of how far it is. */
import { Readable } from 'node:stream'
import type { Body } from '../../s3/body.ts'
import { pieceBytes, type Throttle } from '../throttle.ts'

/** So many bytes are sent in one go where nothing holds them back. */
const freelyBytes = 256 * 1024

/** `onSent` hears absolute counts of this body; a small one that nothing holds back tells nothing on its way. */
export function pacedBody(
  bytes: Uint8Array,
  throttle: Throttle,
  signal: AbortSignal,
  onSent: (sentBytes: number) => void,
): Body {
  if (!throttle.isOn && bytes.byteLength <= freelyBytes) return bytes
  async function* pieces(): AsyncGenerator<Uint8Array, void, void> {
    const stepBytes = throttle.isOn ? pieceBytes : freelyBytes
    for (let at = 0; at < bytes.byteLength; at += stepBytes) {
      const piece = bytes.subarray(at, at + stepBytes)
      await throttle.spend(piece.byteLength, signal)
      onSent(at)
      yield piece
    }
  }
  const stream = Readable.from(pieces(), { objectMode: false, highWaterMark: freelyBytes })
  // Whoever stops the request hears it there; a stream that nobody reads any more must not end the app.
  stream.on('error', () => undefined)
  return { stream, lengthBytes: bytes.byteLength }
}

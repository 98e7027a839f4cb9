/**
 * Decodes `aws-chunked` bodies, however the network splits them: chunks with or without signatures, then trailers.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 */
import { assertNever } from '../../../shared/assertNever.ts'
import { s3Error } from '../s3Error.ts'
import type { ChunkVerifier } from '../signature/chunks.ts'

export interface ChunkDecoder {
  /** The data among these bytes. Fails when they are malformed or a chunk's signature is wrong. */
  push(bytes: Buffer): Buffer[]
  /** The trailers by lower-case name. Fails with IncompleteBody when the body isn't at its end. */
  finish(): ReadonlyMap<string, string>
}

interface Framing {
  /** Null: chunks bear no signatures. */
  readonly verifier: ChunkVerifier | null
  /** Whether trailers may follow the last chunk. */
  readonly trailers: boolean
}

interface State {
  /** `size`: a chunk's first line; `break`: the end of the line behind its data; `trailer`: up to an empty line. */
  expecting: 'size' | 'data' | 'break' | 'trailer' | 'end'
  /** Of the current chunk. */
  leftBytes: number
  signature: string
  /** Of the current line, without its end. */
  line: string
  readonly trailers: Map<string, string>
}

export function chunkDecoder(framing: Framing): ChunkDecoder {
  const state: State = { expecting: 'size', leftBytes: 0, signature: '', line: '', trailers: new Map() }
  return {
    push(bytes) {
      const data: Buffer[] = []
      for (let at = 0; at < bytes.length;) {
        if (state.expecting === 'end') throw malformed()
        const rest = bytes.subarray(at)
        at +=
          state.expecting === 'data' ? takeData(state, framing, rest, data) : takeLine(state, framing, rest)
      }
      return data
    },
    finish() {
      if (state.expecting !== 'end') throw s3Error('IncompleteBody')
      return state.trailers
    },
  }
}

/** Takes data up to the end of the chunk; how many bytes it took. */
function takeData(state: State, { verifier }: Framing, bytes: Buffer, data: Buffer[]): number {
  const piece = bytes.subarray(0, state.leftBytes)
  verifier?.update(piece)
  data.push(piece)
  state.leftBytes -= piece.length
  if (state.leftBytes === 0) state.expecting = 'break'
  return piece.length
}

const longestLine = 4096
const lineFeed = 10

/** Takes bytes up to the end of the line; how many it took. */
function takeLine(state: State, framing: Framing, bytes: Buffer): number {
  const end = bytes.indexOf(lineFeed)
  state.line += bytes.toString('latin1', 0, end < 0 ? bytes.length : end)
  if (state.line.length > longestLine) throw malformed()
  if (end < 0) return bytes.length
  const line = state.line.replace(/\r$/, '')
  state.line = ''
  endLine(state, framing, line)
  return end + 1
}

function endLine(state: State, framing: Framing, line: string): void {
  switch (state.expecting) {
    case 'size':
      return startChunk(state, framing, line)
    case 'break':
      if (line !== '') throw malformed()
      framing.verifier?.endChunk(state.signature)
      state.expecting = 'size'
      return
    case 'trailer':
      if (line !== '') return addTrailer(state, framing, line)
      verifyTrailers(state, framing)
      state.expecting = 'end'
      return
    case 'data':
    case 'end':
      throw malformed()
    default:
      assertNever(state.expecting)
  }
}

const chunkLine = /^([0-9a-f]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/i

function startChunk(state: State, { verifier }: Framing, line: string): void {
  const [, size, signature] = chunkLine.exec(line) ?? []
  if (size === undefined || (verifier !== null && signature === undefined)) throw malformed()
  state.leftBytes = Number.parseInt(size, 16)
  state.signature = signature ?? ''
  state.expecting = state.leftBytes === 0 ? 'trailer' : 'data'
  if (state.leftBytes === 0) verifier?.endChunk(state.signature)
}

function addTrailer(state: State, framing: Framing, line: string): void {
  const colon = line.indexOf(':')
  if (!framing.trailers || colon < 1) throw s3Error('MalformedTrailerError')
  state.trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
}

const signatureTrailer = 'x-amz-trailer-signature'

function verifyTrailers({ trailers }: State, framing: Framing): void {
  if (framing.verifier === null || !framing.trailers) return
  const signature = trailers.get(signatureTrailer)
  if (signature === undefined) throw s3Error('MalformedTrailerError')
  trailers.delete(signatureTrailer)
  const canonical = Array.from(trailers, ([name, value]) => `${name}:${value}\n`).join('')
  framing.verifier.endTrailers(canonical, signature)
}

function malformed(): Error {
  return s3Error('InvalidRequest', 'The aws-chunked body is malformed.')
}

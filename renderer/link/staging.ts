/** Hands files over to the browser host, which then has paths as Electron does: begin, send as often as needed, end. */
import { z } from 'zod'
import { cancelledFailure, FailureError, failed, failureSchema } from '../../shared/failure.ts'
import { uploadWords as words } from '../strings/uploads.ts'

/** A file, or an empty folder, by its way below what was dropped. */
export type Handed = { readonly segments: readonly string[]; readonly file: File | null }

export type Staging = {
  /** An upload may begin with it at once, while files still arrive. */
  readonly dropId: string
  /** One request; `onProgress` hears which part of it (0 to 1) has gone out. */
  readonly send: (
    files: readonly Handed[],
    onProgress: (sentFraction: number) => void,
    signal: AbortSignal,
  ) => Promise<void>
  /** Everything was sent. */
  readonly end: (signal: AbortSignal) => Promise<void>
  /** Lets go of what was sent. */
  readonly cancel: () => Promise<void>
}

/** Failures of all calls: signed-out, offline, conflict (no room left), cancelled. */
export async function beginStaging(
  secret: string,
  names: readonly string[],
  signal: AbortSignal,
): Promise<Staging> {
  const post = (path: string, rest: Partial<Post>) => answerOf({ path, secret, ...rest })
  const { stagingId } = beginSchema.parse(
    await post('/staging', { body: new Blob([JSON.stringify({ names })]), signal }),
  )
  const base = `/staging/${stagingId}`
  return {
    dropId: stagingId,
    send: async (files, onProgress, signal) => {
      await post(`${base}/files`, { body: bodyOf(files), onProgress, signal })
    },
    end: async (signal) => {
      await post(`${base}/end`, { signal })
    },
    cancel: async () => {
      await post(`${base}/cancel`, {})
    },
  }
}

const beginSchema = z.object({ stagingId: z.string() })
const refusalSchema = z.object({ failure: failureSchema })

/** Each file as its head's length, its head in JSON, and its bytes; read from the disk only while it is sent. */
function bodyOf(files: readonly Handed[]): Blob {
  return new Blob(
    files.flatMap(({ segments, file }) => {
      const head = new TextEncoder().encode(
        JSON.stringify({
          // An empty last segment says that an empty folder is meant.
          segments: file === null ? [...segments, ''] : segments,
          sizeBytes: file?.size ?? 0,
          modifiedMs: file?.lastModified ?? 0,
        }),
      )
      const length = new DataView(new ArrayBuffer(4))
      length.setUint32(0, head.byteLength)
      return [length, head, ...(file === null ? [] : [file])]
    }),
  )
}

type Post = {
  readonly path: string
  readonly secret: string
  readonly body?: Blob
  readonly onProgress?: (sentFraction: number) => void
  readonly signal?: AbortSignal
}

/** XMLHttpRequest, because fetch does not tell how far a body has gone. */
function answerOf({ path, secret, body, onProgress, signal }: Post): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const stop = (): void => request.abort()
    const settle = (act: () => void) => (): void => {
      signal?.removeEventListener('abort', stop)
      act()
    }
    request.open('POST', path)
    request.responseType = 'json'
    request.setRequestHeader('x-strata-secret', secret)
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total === 0 ? 1 : loaded / total)
    request.onload = settle(() =>
      request.status === 200 ? resolve(request.response) : reject(refusalOf(request)),
    )
    request.onerror = settle(() => reject(brokenOff()))
    request.onabort = settle(() => reject(new FailureError(cancelledFailure)))
    if (signal?.aborted === true) reject(new FailureError(cancelledFailure))
    else request.send(body ?? null)
    signal?.addEventListener('abort', stop)
  })
}

function refusalOf({ status, response }: XMLHttpRequest): FailureError {
  if (status === 403) {
    return failed({
      code: 'signed-out',
      reason: 'page-refused',
      message: words.pageRefused,
      advice: words.pageRefusedAdvice,
    })
  }
  const refusal = refusalSchema.safeParse(response)
  return refusal.success ? new FailureError(refusal.data.failure) : brokenOff()
}

const brokenOff = (): FailureError =>
  failed({
    code: 'offline',
    reason: 'handover-broken-off',
    message: words.brokenOff,
    advice: words.brokenOffAdvice,
    wayOn: 'retry',
  })

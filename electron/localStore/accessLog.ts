/** One JSON line per request, appended before its answer leaves: a reader that has the answer finds the line. */
import { closeSync, openSync, writeSync } from 'node:fs'
import type { ServedRequest } from './http/served.ts'

interface AccessLog {
  readonly write: (served: ServedRequest) => void
  readonly close: () => void
}

export function openAccessLog(file: string): AccessLog {
  const descriptor = openSync(file, 'a')
  return {
    write: (served) => void writeSync(descriptor, `${JSON.stringify(served)}\n`),
    close: () => closeSync(descriptor),
  }
}

/** A worker for tests of the link to it. */
import { serveWorker } from '../../electron/platform/workerLink.ts'

const heard: unknown[] = []

export const echoApi = {
  echo: (value: unknown): unknown => {
    heard.push(value)
    return value
  },
  /** Answers with what no thread can be told. */
  unsayable: (): unknown => () => {},
  heard: (): readonly unknown[] => heard,
}

serveWorker(echoApi)

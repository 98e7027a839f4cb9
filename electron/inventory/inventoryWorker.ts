/** The worker that reads an inventory: its files into a staging, and out of it sorted by key. One inventory a worker. */
import { join } from 'node:path'
import type { KeyHistory } from '../../shared/history.ts'
import { packHistories, type PackedHistories } from '../index/packedHistories.ts'
import { serveWorker } from '../platform/workerLink.ts'
import { orderEntries } from './orderEntries.ts'
import { Staging } from './staging.ts'
import { stageFile, type FileToStage } from './stageFile.ts'
import type { VersionEntry } from '../../shared/model/version.ts'

let staging: Staging | null = null
let keys: Iterator<readonly VersionEntry[]> | null = null

function opened(): Staging {
  if (staging === null) throw new Error('begin comes first')
  return staging
}

export type SortedPart = {
  readonly histories: PackedHistories
  readonly rows: number
  /** Keys whose order the inventory doesn't tell. */
  readonly uncertain: readonly string[]
  readonly lastKey: string | null
  readonly isLast: boolean
}

const entriesAtOnce = 4000

const api = {
  begin({ folder }: { readonly folder: string }): void {
    staging = new Staging(join(folder, 'staging.sqlite'))
  },
  stage: (file: FileToStage): Promise<number> => stageFile(opened(), file),
  /** What all keys begin with; null where there are none. Sorts everything: that takes a while. */
  sort(): string | null {
    const { sharedPrefix } = opened()
    keys = opened().byKey()[Symbol.iterator]()
    ahead = keys.next()
    return sharedPrefix
  },
  /** The next keys, in their order. */
  next: (): SortedPart => nextPart(),
}

let ahead: IteratorResult<readonly VersionEntry[]> | null = null

function nextPart(): SortedPart {
  const histories: KeyHistory[] = []
  const uncertain: string[] = []
  let rows = 0
  while (ahead !== null && ahead.done !== true && rows < entriesAtOnce) {
    const { entries, certain } = orderEntries(ahead.value)
    const key = entries[0]?.key ?? ''
    histories.push({ key, entries })
    if (!certain) uncertain.push(key)
    rows += ahead.value.length
    ahead = keys?.next() ?? null
  }
  return {
    histories: packHistories(histories),
    rows,
    uncertain,
    lastKey: histories.at(-1)?.key ?? null,
    isLast: ahead === null || ahead.done === true,
  }
}

export type InventoryWorkerApi = typeof api

serveWorker(api)

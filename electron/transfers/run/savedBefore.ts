/** What an earlier start of the app saved, but could not note any more. */
import { lstat, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Stats } from 'node:fs'
import type { Facts } from '../../../shared/model/facts.ts'
import { headObject, type VersionAddress } from '../../s3/readObject.ts'
import { numbered } from '../../disk/numbered.ts'
import { partPathOf } from '../../disk/saveFiles.ts'
import type { SaveFolder } from '../savePath.ts'
import { etagIsMd5, partSizesOf } from './comparable.ts'
import type { Downloaded } from './downloadTarget.ts'
import { isAsNamed } from './fetchRanges.ts'
import type { ServerContext } from './runContext.ts'

type Run = ServerContext & { readonly save: SaveFolder; readonly createdMs: number }
type Place = { readonly folder: string; readonly name: string }

/** File systems that know times least know every other second. */
const timesDifferMs = 2000

/** The file, if it stands under its name or a numbered one, whole; null: it is still to be fetched. */
export async function savedBefore(
  run: Run,
  address: VersionAddress,
  { folder, name }: Place,
): Promise<Downloaded | null> {
  if (!run.isDoubtful) return null
  const root = await run.save.folderFor('')
  let facts: Facts | null = null
  for (let attempt = 1; ; attempt++) {
    const path = join(folder, numbered(name, attempt))
    const there = await lstat(path).catch(() => null)
    if (there === null) return null
    if (!there.isFile() || there.ctimeMs < run.createdMs) continue
    facts ??= await headObject(run.server, address, { signal: run.signal, priority: 'transfer' })
    if (!isAlike(there, facts)) continue
    const checked = await compared(run, path, facts)
    if (checked === null || (await run.journal.isSaved(relative(root, path)))) continue
    if (!run.save.claim(path)) continue
    await rm(partPathOf({ folder, name, tag: run.journal.tag }), { force: true })
    return { path, sizeBytes: facts.sizeBytes, checked }
  }
}

const isAlike = (there: Stats, { sizeBytes, modifiedMs }: Facts): boolean =>
  there.size === sizeBytes && (modifiedMs === null || Math.abs(there.mtimeMs - modifiedMs) <= timesDifferMs)

/** null: its bytes are others. */
async function compared(run: Run, path: string, facts: Facts): Promise<'hash' | 'size' | null> {
  if (!etagIsMd5(facts)) return (await isAsNamed(run, facts, path, partSizesOf(facts))) ? 'hash' : 'size'
  const hash = run.disk.file(path, null)
  hash.grownTo(facts.sizeBytes)
  return (await hash.end()).md5 === facts.etag ? 'hash' : null
}

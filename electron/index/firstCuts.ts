/** Where to cut a bucket that was never read, so that several can read it at once. */
import { compareKeys } from '../../shared/key.ts'
import type { VersionsPage } from '../s3/listVersions.ts'
import { midKey, type FirstKeyBehind } from './midKey.ts'

type FirstPage = (prefix: string) => Promise<VersionsPage>

const partsPerReader = 4
const deepest = 5

/** Keys in order; none where the bucket is small. Costs one request where it has folders, some dozens where not. */
export async function firstCuts(
  readers: number,
  firstPage: FirstPage,
  firstKeyBehind: FirstKeyBehind,
): Promise<readonly string[]> {
  let prefix = ''
  for (let depth = 0; depth < deepest; depth++) {
    const { entries, prefixes, next } = await firstPage(prefix)
    const [only] = prefixes
    if (next === null && prefixes.length === 0) return []
    if (prefixes.length >= readers) return evenly(prefixes, readers * partsPerReader)
    if (prefixes.length !== 1 || only === undefined || entries.length > 0 || next !== null) break
    prefix = only
  }
  return halves(readers, firstKeyBehind)
}

/** So many of them, spread evenly; without the first, which begins the first part. */
function evenly(prefixes: readonly string[], parts: number): readonly string[] {
  const step = Math.max(1, prefixes.length / parts)
  const chosen: string[] = []
  for (let at = step; at < prefixes.length; at += step) {
    const prefix = prefixes[Math.floor(at)]
    if (prefix !== undefined) chosen.push(prefix)
  }
  return chosen
}

async function halves(readers: number, firstKeyBehind: FirstKeyBehind): Promise<readonly string[]> {
  const parts: { low: string; high: string | null }[] = [{ low: '', high: null }]
  const cuts: string[] = []
  for (let tries = 0; parts.length < readers && tries < readers * 2; tries++) {
    const part = parts.shift()
    if (part === undefined) break
    const { key, emptyFrom } = await midKey(part.low, part.high, firstKeyBehind)
    if (key === null) continue
    cuts.push(key)
    parts.push({ low: part.low, high: key }, { low: key, high: part.high ?? emptyFrom })
  }
  return cuts.sort(compareKeys)
}

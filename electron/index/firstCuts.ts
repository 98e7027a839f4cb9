/** Where to cut a bucket that was never read, so that several can read it at once. */
import { compareKeys } from '../../shared/key.ts'
import { midKey, type FirstKeyBehind } from './midKey.ts'
import type { PageFacts } from './pageReadings.ts'

type FirstPage = (prefix: string) => Promise<PageFacts>

const partsPerReader = 4
const deepest = 4
/** So many folders are looked into on each level. */
const lookedInto = 8

/** Keys in order; none where the bucket is small. A few requests where it has folders, some dozens where not. */
export async function firstCuts(
  readers: number,
  firstPage: FirstPage,
  firstKeyBehind: FirstKeyBehind,
): Promise<readonly string[]> {
  const root = await firstPage('')
  if (root.next === null && root.prefixes.length === 0) return []
  const found = new Set(root.prefixes)
  let level = root.prefixes
  for (let depth = 1; depth < deepest && found.size < readers * 2 && level.length > 0; depth++) {
    const pages = await inTurn(evenly(level, lookedInto), firstPage)
    level = pages.flatMap(({ prefixes }) => prefixes)
    for (const prefix of level) found.add(prefix)
  }
  if (found.size < readers) return halves(readers, firstKeyBehind)
  return evenly([...found].sort(compareKeys), readers * partsPerReader)
}

async function inTurn(prefixes: readonly string[], firstPage: FirstPage): Promise<readonly PageFacts[]> {
  const pages: PageFacts[] = []
  for (const prefix of prefixes) pages.push(await firstPage(prefix))
  return pages
}

/** At most so many of them, spread evenly. */
function evenly(prefixes: readonly string[], parts: number): readonly string[] {
  const step = Math.max(1, prefixes.length / parts)
  const chosen: string[] = []
  for (let at = 0; at < prefixes.length; at += step) {
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

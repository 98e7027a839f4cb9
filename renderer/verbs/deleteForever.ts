/** Destroys one version, or one delete marker, after its name was typed. */
import { nameOf } from '../../shared/key.ts'
import type { ObjectRef } from '../../shared/model/selection.ts'
import type { VersionEntry } from '../../shared/model/version.ts'
import { formatBytes } from '../format/bytes.ts'
import { visibleName } from '../format/names.ts'
import { formatDay } from '../format/times.ts'
import type { Strata } from '../strata.ts'
import { verbWords as words } from '../strings/outcomes.ts'
import { tellOutcome } from './tellOutcome.ts'

type Doomed = {
  readonly entry: VersionEntry
  /** No other data version is known of. */
  readonly isLast: boolean
}

export async function deleteForever(strata: Strata, ref: ObjectRef, doomed: Doomed): Promise<void> {
  const { api, sheets, notices } = strata
  const { entry } = doomed
  const name = nameOf(ref.key)
  const yes = await sheets.ask({
    title: words.foreverTitle(visibleName(name), entry.isMarker),
    lines: warnings(doomed),
    action: words.foreverAction,
    destroys: true,
    // What can't be seen can't be typed either.
    typed: name === '' || visibleName(name) !== name ? words.deleteWord : name,
  })
  if (!yes) return
  try {
    tellOutcome(strata, ref, await api.objects.deleteForever({ ...ref, versionId: entry.versionId }))
  } catch (error) {
    notices.tellFailure(error)
  }
}

function warnings({ entry, isLast }: Doomed): readonly string[] {
  const when = formatDay(entry.modifiedMs, Date.now())
  if (entry.isMarker) return [words.foreverMarker(when), ...(entry.isLatest ? [words.foreverUnhides] : [])]
  const place = isLast ? [words.foreverLast] : entry.isLatest ? [words.foreverCurrent] : []
  return [words.foreverVersion(when, formatBytes(entry.sizeBytes ?? 0)), ...place]
}

/** A plan as a file to keep: every item, what was to happen to it, and what came of it. */
import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { failureBehind, failed } from '../../shared/failure.ts'
import type { PlanItem, PlanSummary } from '../../shared/model/plan.ts'
import type { Planner } from './planner.ts'

const itemsAtOnce = 1000

/** Answers with the file's name. A file that is there is never overwritten. */
export async function saveReport(
  planner: Planner,
  planId: string,
  format: 'csv' | 'json',
  folder: string,
): Promise<string> {
  const summary = await planner.summary(planId)
  await mkdir(folder, { recursive: true })
  const fileName = `strata-${summary.spec.kind}-${stampOf(summary.createdMs)}-${planId.slice(0, 4)}.${format}`
  try {
    const file = await open(join(folder, fileName), 'wx')
    try {
      await file.writeFile(textOf(planner, summary, format))
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    throw notSaved(fileName, error)
  }
  return fileName
}

async function* textOf(
  planner: Planner,
  summary: PlanSummary,
  format: 'csv' | 'json',
): AsyncGenerator<string> {
  const { planId, groups } = summary
  if (format === 'csv') yield csvLine(columns.map(([name]) => name))
  else yield `{"plan":${JSON.stringify(summary)},"items":[`
  let first = true
  for (const { group } of groups) {
    for (let start = 0; ; start += itemsAtOnce) {
      const { items } = await planner.items({ planId, group, search: '', start, end: start + itemsAtOnce })
      for (const item of items) {
        yield format === 'csv'
          ? csvLine(columns.map(([, read]) => read(item)))
          : `${first ? '' : ','}\n${JSON.stringify(item)}`
        first = false
      }
      if (items.length < itemsAtOnce) break
    }
  }
  if (format === 'json') yield '\n]}\n'
}

const timeOf = (ms: number | null): string => (ms === null ? '' : new Date(ms).toISOString())

const columns: readonly (readonly [string, (item: PlanItem) => string])[] = [
  ['key', ({ key }) => key],
  ['group', ({ group }) => group],
  ['action', ({ action }) => action.kind],
  ['state', ({ state }) => state],
  ['refusal', ({ refusal }) => refusal ?? ''],
  ['failure', ({ failure }) => failure?.message ?? ''],
  ['not_kept', ({ lost }) => lost.join(' ')],
  ['size_bytes', ({ sizeBytes }) => String(sizeBytes)],
  ['version_written', ({ sourceMs }) => timeOf(sourceMs)],
  ['was_there', ({ currentMs }) => timeOf(currentMs)],
]

/** A cell that a spreadsheet would take for a formula is kept from being one. */
const cell = (text: string): string =>
  `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`

const csvLine = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`

/** `2026-11-21-1802`. */
const stampOf = (ms: number): string =>
  new Date(ms).toISOString().slice(0, 16).replace('T', '-').replace(':', '')

const notSaved = (fileName: string, cause: unknown) =>
  failed(
    {
      code: 'conflict',
      reason: 'report-not-saved',
      message: `The list could not be saved as ${fileName}: ${failureBehind(cause).message}`,
      advice: 'Look whether it is there already, and whether the folder can be written to.',
    },
    { cause },
  )

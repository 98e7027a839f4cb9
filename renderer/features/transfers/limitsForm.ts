/** Limits of transfers as people type them, and back. */
import type { Settings } from '../../../shared/model/settings.ts'

type TransferLimits = Settings['transferLimits']

export const rateUnits = ['none', 'KB', 'MB'] as const
export type RateUnit = (typeof rateUnits)[number]

export type RateForm = { readonly figure: string; readonly unit: RateUnit }
export type LimitsForm = { readonly up: RateForm; readonly down: RateForm; readonly files: string }

const unitBytes = { KB: 1000, MB: 1_000_000 } as const
const leastBytesPerSecond = 1024
const mostFiles = 64

function rateForm(bytesPerSecond: number | null): RateForm {
  if (bytesPerSecond === null) return { figure: '', unit: 'none' }
  const unit = bytesPerSecond >= unitBytes.MB ? 'MB' : 'KB'
  return { figure: String(Math.round((bytesPerSecond / unitBytes[unit]) * 1000) / 1000), unit }
}

export const limitsFormOf = ({
  upBytesPerSecond,
  downBytesPerSecond,
  filesAtOnce,
}: TransferLimits): LimitsForm => ({
  up: rateForm(upBytesPerSecond),
  down: rateForm(downBytesPerSecond),
  files: String(filesAtOnce),
})

/** Bytes a second; null: no limit; undefined: that is no rate. */
export function rateOf({ figure, unit }: RateForm): number | null | undefined {
  if (unit === 'none') return null
  const text = figure.trim().replace(',', '.')
  const bytesPerSecond = /^\d+(\.\d+)?$/.test(text) ? Math.round(Number(text) * unitBytes[unit]) : 0
  return bytesPerSecond >= leastBytesPerSecond && Number.isSafeInteger(bytesPerSecond)
    ? bytesPerSecond
    : undefined
}

/** undefined: that is no number of files. */
export function filesOf(files: string): number | undefined {
  const count = /^\d{1,3}$/.test(files.trim()) ? Number(files) : 0
  return count >= 1 && count <= mostFiles ? count : undefined
}

/** null: something is wrong with it. */
export function limitsOf({ up, down, files }: LimitsForm): TransferLimits | null {
  const [upBytesPerSecond, downBytesPerSecond, filesAtOnce] = [rateOf(up), rateOf(down), filesOf(files)]
  return upBytesPerSecond === undefined || downBytesPerSecond === undefined || filesAtOnce === undefined
    ? null
    : { upBytesPerSecond, downBytesPerSecond, filesAtOnce }
}

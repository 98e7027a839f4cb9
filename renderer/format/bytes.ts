/** Sizes for people: thousands, not 1024s, as disks and bills count them. */

const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB', 'EB'] as const
const spokenUnits = ['bytes', 'kilobytes', 'megabytes', 'gigabytes', 'terabytes', 'petabytes', 'exabytes']

/** Three digits are enough: 96.4, 412; and never 1000 of a unit that has a bigger one. */
function scaled(bytes: number): { readonly figure: string; readonly unit: number } {
  let value = bytes
  let unit = 0
  while (roundedTo3(value, unit) >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return { figure: roundedTo3(value, unit).toLocaleString('en-GB'), unit }
}

const roundedTo3 = (value: number, unit: number): number =>
  unit === 0 || value >= 99.95 ? Math.round(value) : Math.round(value * 10) / 10

/** `412 MB`, `1.9 GB`, `640 B`. */
export function formatBytes(bytes: number): string {
  const { figure, unit } = scaled(bytes)
  return `${figure} ${units[unit] ?? ''}`
}

/** `412 megabytes`, for those who listen. */
export function spokenBytes(bytes: number): string {
  const { figure, unit } = scaled(bytes)
  return bytes === 1 ? '1 byte' : `${figure} ${spokenUnits[unit] ?? ''}`
}

/** `+9.1 MB`, `−1.2 MB`; the minus is a minus, not a hyphen. */
export function formatBytesChange(bytes: number): string {
  return `${bytes < 0 ? '−' : '+'}${formatBytes(Math.abs(bytes))}`
}

/** `412,345,678 bytes`, where it must be exact. */
export const exactBytes = (bytes: number): string =>
  `${bytes.toLocaleString('en-GB')} ${bytes === 1 ? 'byte' : 'bytes'}`

/** A key's segment as a file name that every system takes and that leads nowhere else. */
import { createHash } from 'node:crypto'

const reserved = /^(con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³])(\.|$)/i
// oxlint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u001f\u007f<>:"\\|?*/]/g
/** ext4, APFS and NTFS all take 255 bytes or more of UTF-8; what we add (`.part`, ` (2)`) must fit too. */
const mostBytes = 240

/** Shortens to the byte limit and keeps the extension; what was cut is told apart by a hash. */
function shortened(name: string): string {
  if (Buffer.byteLength(name) <= mostBytes) return name
  const extension = /\.[^.]{1,16}$/.exec(name)?.[0] ?? ''
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8)
  const room = mostBytes - Buffer.byteLength(extension) - hash.length - 1
  let stem = ''
  let bytes = 0
  for (const character of name.slice(0, name.length - extension.length)) {
    bytes += Buffer.byteLength(character)
    if (bytes > room) break
    stem += character
  }
  return `${stem}~${hash}${extension}`
}

/**
 * The name to save a segment under. Empty, `.` and `..` become `_`, `_.`, `_..`; characters that some system
 * refuses become `_`; reserved device names get a `_` in front; trailing dots and blanks go; long names are cut.
 */
export function safeName(segment: string): string {
  if (segment === '' || segment === '.' || segment === '..') return `_${segment}`
  const clean = segment.replace(forbidden, '_').replace(/[. ]+$/, (tail) => '_'.repeat(tail.length))
  return shortened(reserved.test(clean) ? `_${clean}` : clean)
}

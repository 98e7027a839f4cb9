/** How big the parts of an upload are. */

const mebibyte = 1024 ** 2
const usualPartBytes = 8 * mebibyte
export const mostParts = 10_000

/** Grows with the file so that 10,000 parts hold it; whole mebibytes. */
export function partSizeOf(sizeBytes: number): number {
  return Math.max(usualPartBytes, Math.ceil(sizeBytes / mostParts / mebibyte) * mebibyte)
}

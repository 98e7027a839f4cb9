/** Bytes read as text in the encoding they were most likely written in. */

/** null: they are no text. The bytes may end within a character. */
export function decodeText(bytes: Uint8Array): string | null {
  const marked = markedEncoding(bytes)
  if (marked !== null) return new TextDecoder(marked).decode(bytes, { stream: true })
  if (bytes.includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
  } catch {
    // Not UTF-8: what files from older Windows and Western programs are in; every byte means something there.
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** The byte order mark's word for it. */
function markedEncoding([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return null
}

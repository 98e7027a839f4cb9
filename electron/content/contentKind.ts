/** What a key's name says about how it can be looked at, and the type it is safe to serve as. */
import { lookup } from 'mime-types'

export type ContentKind = 'image' | 'audio' | 'video' | 'pdf' | 'text' | 'unknown'
export type ShownAs = { readonly kind: ContentKind; readonly contentType: string }

const images = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
  'image/vnd.microsoft.icon',
  'image/x-icon',
  'image/svg+xml',
])
const audio = new Set([
  'audio/mpeg',
  'audio/ogg',
  'audio/wav',
  'audio/x-wav',
  'audio/flac',
  'audio/x-flac',
  'audio/mp4',
  'audio/aac',
  'audio/webm',
])
const video = new Set(['video/mp4', 'video/webm', 'video/ogg', 'video/quicktime', 'video/x-m4v'])
const textual = new Set([
  'application/json',
  'application/javascript',
  'application/typescript',
  'application/xml',
  'application/yaml',
  'application/toml',
  'application/sql',
  'application/x-sh',
  'application/x-httpd-php',
  'application/rtf',
  'application/ld+json',
  'application/manifest+json',
  'application/xhtml+xml',
])
/** Text that mime-types knows as something else, or not at all. */
const textNames =
  /\.(ts|tsx|mts|cts|jsx|mjs|cjs|vue|svelte|go|rs|py|rb|java|kt|swift|c|h|cpp|cs|lua|pl|r|ini|cfg|conf|env|log|lock|tf|gitignore|dockerfile|makefile|editorconfig|srt|vtt|tex|bib|diff|patch|geojson|ndjson|jsonl)$|(^|\/)(dockerfile|makefile|license|readme|changelog)$/i

const plainText = 'text/plain; charset=utf-8'

/** Text is served as plain text whatever it is: nothing of it is ever run. */
export function shownAs(key: string): ShownAs {
  if (textNames.test(key)) return { kind: 'text', contentType: plainText }
  const contentType = lookup(key)
  if (contentType === false) return { kind: 'unknown', contentType: plainText }
  if (contentType === 'application/pdf') return { kind: 'pdf', contentType }
  if (images.has(contentType)) return { kind: 'image', contentType }
  if (audio.has(contentType)) return { kind: 'audio', contentType }
  if (video.has(contentType))
    return { kind: 'video', contentType: contentType === 'video/quicktime' ? 'video/mp4' : contentType }
  if (contentType.startsWith('text/') || textual.has(contentType))
    return { kind: 'text', contentType: plainText }
  return { kind: 'unknown', contentType: 'application/octet-stream' }
}

/** Whether bytes of an unnamed kind read as text: valid UTF-8 (cut anywhere) without zero bytes. */
export function looksLikeText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

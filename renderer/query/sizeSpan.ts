/** Sizes as people type them in a search: `>10MB`, `<1k`, `1MB..2GB`. Pure. */

/** Both ends included; null: open. */
export type SizeSpan = { readonly minBytes: number | null; readonly maxBytes: number | null }

const amount = /^(\d+(?:[.,]\d+)?)\s*(?:([kmgtp])(i?)b?|b)?$/u
const powers = 'kmgtp'

/** Thousands as everywhere in Strata; `MiB` counts by 1024. null: it is no amount. */
export function bytesOf(text: string): number | null {
  const parts = amount.exec(text.trim().toLowerCase())
  if (parts === null) return null
  const [, figure = '0', unit, binary] = parts
  const power = unit === undefined ? 0 : powers.indexOf(unit) + 1
  const bytes = Number(figure.replace(',', '.')) * (binary === 'i' ? 1024 : 1000) ** power
  return Number.isSafeInteger(Math.round(bytes)) ? Math.round(bytes) : null
}

const signs = /^(>=|<=|>|<)/u

/** null: it is no size. An amount without a sign is the least there is to be. */
export function sizeSpan(text: string): SizeSpan | null {
  const [low, high, ...more] = text.split('..')
  if (more.length > 0 || low === undefined) return null
  if (high !== undefined) return between(low, high)
  const sign = signs.exec(low)?.[0] ?? '>='
  const bytes = bytesOf(low.replace(signs, ''))
  if (bytes === null) return null
  if (sign === '<') return bytes === 0 ? null : { minBytes: null, maxBytes: bytes - 1 }
  if (sign === '<=') return { minBytes: null, maxBytes: bytes }
  return { minBytes: sign === '>' ? bytes + 1 : bytes, maxBytes: null }
}

function between(low: string, high: string): SizeSpan | null {
  const [minBytes, maxBytes] = [low, high].map((text) => (text === '' ? null : bytesOf(text)))
  const isUnclear = (low !== '' && minBytes === null) || (high !== '' && maxBytes === null)
  if (isUnclear || (low === '' && high === '')) return null
  return { minBytes: minBytes ?? null, maxBytes: maxBytes ?? null }
}

/**
 * Values as they cross between the two processes: what structured clone takes, written as JSON. Whatever it does not
 * take is refused, as Electron refuses it.
 */
type Wire =
  | { readonly t: 'plain'; readonly v: string | number | boolean | null }
  | { readonly t: 'undefined' }
  | { readonly t: 'number'; readonly v: string }
  | { readonly t: 'bytes' | 'buffer'; readonly v: string }
  | { readonly t: 'array'; readonly v: readonly Wire[] }
  | { readonly t: 'object'; readonly v: readonly (readonly [string, Wire])[] }

/** Self-contained: it runs in the preload's world too. */
export function encode(value: unknown): Wire {
  if (value === undefined) return { t: 'undefined' }
  if (value === null || typeof value === 'string' || typeof value === 'boolean')
    return { t: 'plain', v: value }
  if (typeof value === 'number')
    return Number.isFinite(value) ? { t: 'plain', v: value } : { t: 'number', v: String(value) }
  const base64 = (bytes: Uint8Array): string =>
    btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  if (value instanceof ArrayBuffer) return { t: 'buffer', v: base64(new Uint8Array(value)) }
  if (value instanceof Uint8Array) return { t: 'bytes', v: base64(value) }
  if (Array.isArray(value)) return { t: 'array', v: value.map((item) => encode(item)) }
  if (typeof value !== 'object')
    throw new DOMException(`${typeof value} could not be cloned.`, 'DataCloneError')
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    throw new DOMException(`${value.constructor.name} could not be cloned.`, 'DataCloneError')
  }
  return { t: 'object', v: Object.entries(value).map(([key, item]) => [key, encode(item)] as const) }
}

export function decode(wire: Wire): unknown {
  const bytes = (text: string): Uint8Array<ArrayBuffer> =>
    Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  switch (wire.t) {
    case 'plain':
      return wire.v
    case 'undefined':
      return undefined
    case 'number':
      return Number(wire.v)
    case 'bytes':
      return bytes(wire.v)
    case 'buffer':
      return bytes(wire.v).buffer
    case 'array':
      return wire.v.map((item) => decode(item))
    case 'object':
      return Object.fromEntries(wire.v.map(([key, item]) => [key, decode(item)]))
  }
}

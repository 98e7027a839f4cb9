/** Lifecycle rules as XML: read from a server's answer, and written. Other people's rules stay the text they are. */
import type { LifecycleRule } from '../../shared/model/lifecycle.ts'
import { requireRoot, unreadable } from './listingXml.ts'
import { splitEntries, unescapeXml } from './xml.ts'

export type StoredRule = {
  /** What stands between `<Rule>` and `</Rule>`, as the server wrote it. */
  readonly xml: string
  readonly rule: LifecycleRule
}

const root = 'LifecycleConfiguration'

/** In the server's order. */
export function parseLifecycle(xml: string): readonly StoredRule[] {
  requireRoot(xml, root)
  const { entries, rest } = splitEntries(xml, ['Rule'])
  if (/<Rule[\s>]/.test(rest)) throw unreadable('a lifecycle rule without an end')
  return entries.map(({ inner }) => ({ xml: inner, rule: ruleOf(inner) }))
}

export function lifecycleXml(rules: readonly string[]): string {
  const all = rules.map((rule) => `<Rule>${withPrefixInside(rule)}</Rule>`).join('')
  return `<?xml version="1.0" encoding="UTF-8"?><${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${all}</${root}>`
}

/** A rule of ours, without its outer tag. */
export function ruleXml(rule: Omit<LifecycleRule, 'others'>): string {
  const { id, prefix, isOn, noncurrentDays, keepNoncurrent, orphanMarkers } = rule
  const tag = (name: string, inner: string | number): string => `<${name}>${inner}</${name}>`
  const markers = tag('Expiration', tag('ExpiredObjectDeleteMarker', 'true'))
  const keep = keepNoncurrent === null ? '' : tag('NewerNoncurrentVersions', keepNoncurrent)
  const days = noncurrentDays === null ? '' : tag('NoncurrentDays', noncurrentDays)
  return [
    tag('ID', escaped(id)),
    tag('Filter', tag('Prefix', escaped(prefix))),
    tag('Status', isOn ? 'Enabled' : 'Disabled'),
    orphanMarkers ? markers : '',
    days === '' ? '' : tag('NoncurrentVersionExpiration', days + keep),
  ].join('')
}

/**
 * RGW tells a rule for a prefix and several tags with the prefix beside `And`, and when it is sent that again it
 * forgets the prefix: somebody's rule for one folder would become a rule for the whole bucket.
 */
function withPrefixInside(rule: string): string {
  return rule.replace(
    /<Filter>\s*(<Prefix>[^<]*<\/Prefix>)\s*<And>((?:(?!<Prefix>)[\s\S])*?)<\/And>/,
    (_whole, prefix: string, inner: string) => `<Filter><And>${prefix}${inner}</And>`,
  )
}

const escaped = (text: string): string =>
  text.replace(/[&<>\r\n\t]/g, (character) => `&#${character.charCodeAt(0)};`)

type Leaf = { readonly path: string; readonly text: string }

const prefixPaths = new Set(['Prefix', 'Filter.Prefix', 'Filter.And.Prefix'])

function ruleOf(xml: string): LifecycleRule {
  const leaves = leavesOf(xml)
  const take = (path: string): string | null => leaves.find((leaf) => leaf.path === path)?.text ?? null
  const keep = numberOf(take('NoncurrentVersionExpiration.NewerNoncurrentVersions'))
  return {
    id: take('ID') ?? '',
    prefix: leaves.find(({ path }) => prefixPaths.has(path))?.text ?? '',
    isOn: take('Status') === 'Enabled',
    noncurrentDays: numberOf(take('NoncurrentVersionExpiration.NoncurrentDays')),
    keepNoncurrent: keep === 0 ? null : keep,
    orphanMarkers: take('Expiration.ExpiredObjectDeleteMarker') === 'true',
    others: leaves.filter(({ path }) => !understood.has(path)).map(({ path, text }) => `${path} ${text}`),
  }
}

const understood = new Set([
  ...prefixPaths,
  'ID',
  'Filter',
  'Status',
  'Expiration.ExpiredObjectDeleteMarker',
  'NoncurrentVersionExpiration.NoncurrentDays',
  'NoncurrentVersionExpiration.NewerNoncurrentVersions',
])

function numberOf(text: string | null): number | null {
  if (text === null) return null
  const number = Number(text)
  if (text.trim() === '' || !Number.isFinite(number))
    throw unreadable(`${text} is no number of days or versions`)
  return number
}

/** Every element without children, in document order, named by the way to it. */
function leavesOf(xml: string): readonly Leaf[] {
  const token = /<(\/?)([\w.:-]+)(?:\s[^<>]*?)?(\/?)>|([^<]+)/gy
  const leaves: Leaf[] = []
  const open: { readonly name: string; text: string; hasChild: boolean }[] = []
  const close = (text: string): void => {
    leaves.push({ path: open.map(({ name }) => name).join('.'), text: unescapeXml(text) })
  }
  while (token.lastIndex < xml.length) {
    const [, ending, name = '', empty, text] = token.exec(xml) ?? unended()
    const top = open.at(-1)
    if (text !== undefined) {
      if (top) top.text += text
    } else if (ending === '/') {
      if (top?.name !== name) unended()
      else if (!top.hasChild) close(top.text)
      open.pop()
    } else {
      if (top) top.hasChild = true
      open.push({ name, text: '', hasChild: false })
      if (empty !== '/') continue
      close('')
      open.pop()
    }
  }
  return open.length === 0 ? leaves : unended()
}

function unended(): never {
  throw unreadable('a lifecycle rule that is no XML')
}

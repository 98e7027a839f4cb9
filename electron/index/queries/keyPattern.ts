/** What a key has to look like: words, a glob, an extension; case aside. Pure. */
import { searchText } from '../searchText.ts'

export type KeyPattern = {
  /** Each of them occurs somewhere in the key. */
  readonly words: readonly string[]
  /**
   * `*` and `?` stand for anything but `/`, `**` for anything, `[ab]` and `{a,b}` for one of them. With a `/` it
   * describes the whole key, without one the name.
   */
  readonly glob: string | null
  /** One of these ends the key, without their dot; none given: any. */
  readonly extensions: readonly string[]
}

export function patternTest({ words, glob, extensions }: KeyPattern): (key: string) => boolean {
  const parts = words.map(searchText)
  const ends = extensions.map((extension) => searchText(`.${extension}`))
  const shape = glob === null ? null : globExpression(searchText(glob))
  const whole = glob?.includes('/') === true
  return (key) => {
    const text = searchText(key)
    if (!parts.every((part) => text.includes(part))) return false
    if (ends.length > 0 && !ends.some((end) => text.endsWith(end))) return false
    return shape === null || shape.test(whole ? text : text.slice(text.lastIndexOf('/') + 1))
  }
}

/** Parts of a glob: groups, stars, single characters, and whatever is to be taken literally. */
const globParts = /\*\*\/?|\*|\?|\[[^\]]+\]|\{[^{}]*\}|[^*?[{]+|[[{]/gu

function globExpression(glob: string): RegExp {
  const parts = (glob.match(globParts) ?? []).map(expressionOf)
  return new RegExp(`^${parts.join('')}$`, 'su')
}

function expressionOf(part: string): string {
  if (part === '**/') return '(?:.*/)?'
  if (part === '**') return '.*'
  if (part === '*') return '[^/]*'
  if (part === '?') return '[^/]'
  if (part.startsWith('[') && part.endsWith(']') && part.length > 2) return classOf(part.slice(1, -1))
  if (part.startsWith('{') && part.endsWith('}'))
    return `(?:${part.slice(1, -1).split(',').map(literal).join('|')})`
  return literal(part)
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/gu, String.raw`\$&`)

function classOf(inner: string): string {
  const negated = inner.startsWith('!') || inner.startsWith('^')
  const members = (negated ? inner.slice(1) : inner).replace(/[\\^\][&~|]/gu, String.raw`\$&`)
  // What is no range in its order is taken character by character.
  const safe = /(.)-(.)/u.exec(members)?.slice(1) ?? []
  const backwards = safe.length === 2 && (safe[0] ?? '') > (safe[1] ?? '')
  return `[${negated ? '^' : ''}${backwards ? members.replaceAll('-', String.raw`\-`) : members}]`
}

const trigram = 3

/** What the search index asks for first: each of these texts of three characters is in every key that matches. */
export function trigramsOf({ words, glob, extensions }: KeyPattern): readonly string[] {
  const literals = (glob === null ? [] : (searchText(glob).match(globParts) ?? [])).filter(
    (part) => !/^[*?[{]/u.test(part),
  )
  const only = extensions.length === 1 ? [searchText(`.${extensions[0] ?? ''}`)] : []
  const texts = [...words.map(searchText), ...literals, ...only]
  return [...new Set(texts.flatMap(trigramsIn))]
}

function trigramsIn(text: string): readonly string[] {
  const characters = Array.from(text)
  return characters.slice(trigram - 1).map((_, at) => characters.slice(at, at + trigram).join(''))
}

/** For FTS5: all of them, each as a string. */
export const matchOf = (trigrams: readonly string[]): string =>
  trigrams.map((text) => `"${text.replaceAll('"', '""')}"`).join(' AND ')

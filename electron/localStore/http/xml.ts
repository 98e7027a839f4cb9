/** XML as S3 writes and reads it. */
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { z } from 'zod'
import { s3Error } from '../s3Error.ts'

const special = /[&<>"\p{Cc}\ufffe\uffff]/u
const specials = /[&<>"\p{Cc}\ufffe\uffff]/gu
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text that every parser reads back, but for characters XML 1.0 can't hold: S3 sends those as references too. */
function escapeText(text: string): string {
  if (!special.test(text)) return text
  return text.replace(
    specials,
    (character) => entities[character] ?? `&#x${character.charCodeAt(0).toString(16)};`,
  )
}

/** `<name>text</name>`; nothing at all for null. */
export function text(name: string, value: string | number | boolean | null): string {
  return value === null ? '' : `<${name}>${escapeText(String(value))}</${name}>`
}

/** An element around others. */
export function element(name: string, ...content: readonly string[]): string {
  return `<${name}>${content.join('')}</${name}>`
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/'

/** A whole answer. */
export function xmlDocument(name: string, ...content: readonly string[]): string {
  return `${declaration}<${name} xmlns="${namespace}">${content.join('')}</${name}>`
}

/** An error's document has no namespace. */
export function errorDocument(...content: readonly string[]): string {
  return declaration + element('Error', ...content)
}

/** Elements of which a request may have many; others it has once. */
const repeated = new Set(['Object', 'Part', 'Tag'])

const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: false,
  htmlEntities: true,
  isArray: (name) => repeated.has(name),
})

/** What an XML 1.0 document can't hold, and a DOCTYPE, which S3's documents never have. */
const forbidden = /(?![\t\n\r\x7f-\x9f])[\p{Cc}\ufffe\uffff]|<!DOCTYPE/iu
const reference = /&#(x[0-9a-f]+|\d+);/gi

function isWellFormed(xml: string): boolean {
  if (forbidden.test(xml) || XMLValidator.validate(xml) !== true) return false
  return Array.from(xml.matchAll(reference), ([, code = '']) => Number(code.replace(/^x/i, '0x'))).every(
    (point) => point <= 0x10ffff && !forbidden.test(String.fromCodePoint(point)),
  )
}

/** A request's document, parsed and checked. Fails with MalformedXML. */
export function parseXml<Value>(schema: z.ZodType<Value>, xml: string): Value {
  if (!isWellFormed(xml)) throw s3Error('MalformedXML')
  // In XML a line break is a line feed, unless it is written as a reference.
  const parsed = schema.safeParse(parser.parse(xml.replace(/\r\n?/g, '\n')))
  if (!parsed.success) throw s3Error('MalformedXML')
  return parsed.data
}

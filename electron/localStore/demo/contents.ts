/** The contents of the demo's files: assets with their dates filled in, and icons drawn on the spot. */
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { lookup } from 'mime-types'
import type { DemoEvent } from './history.ts'
import { drawIcon } from './icons.ts'

/** Sources lie beside their assets; the product has them in a folder beside the one file it is bundled to. */
const assets = new URL(import.meta.url.endsWith('.ts') ? './assets/' : './demoAssets/', import.meta.url)

const textTypes = new Set(['.md', '.csv', '.txt', '.html', '.json', '.css', '.js'])

/** `{{-43}}` in a text is the date forty-three days before today. */
const datePattern = /\{\{-(\d+)\}\}/g

export async function contentOf(
  content: Extract<DemoEvent, { kind: 'put' }>['content'],
  nowMs: number,
): Promise<Buffer> {
  if (content.kind === 'icon') return Buffer.from(drawIcon(content.name, content.lineWidth))
  const bytes = await readFile(new URL(content.file, assets))
  if (!textTypes.has(extname(content.file))) return bytes
  return Buffer.from(
    bytes.toString().replace(datePattern, (_, days: string) => dateBefore(nowMs, Number(days))),
  )
}

/** `2026-11-21`, as people here write it. */
function dateBefore(nowMs: number, days: number): string {
  const date = new Date(nowMs)
  date.setDate(date.getDate() - days)
  const pad = (number: number): string => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
}

export function contentTypeOf(key: string): string {
  const type = lookup(key) || 'application/octet-stream'
  return type.startsWith('text/') ? `${type}; charset=utf-8` : type
}

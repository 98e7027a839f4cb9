/** The built page's files, known by name beforehand: what is not among them does not exist. */
import { readdirSync } from 'node:fs'
import { join, posix, sep } from 'node:path'
import { lookup } from 'mime-types'

export type PageFile = { readonly path: string; readonly contentType: string }

/** `/assets/index-….js` → its file. `/` is index.html. */
export function pageFilesIn(folder: string): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const name = `/${path
      .slice(folder.length + 1)
      .split(sep)
      .join(posix.sep)}`
    const type = lookup(entry.name) || 'application/octet-stream'
    const contentType = /^text\/|javascript|json|svg/.test(type) ? `${type}; charset=utf-8` : type
    files.set(name === '/index.html' ? '/' : name, { path, contentType })
  }
  return files
}

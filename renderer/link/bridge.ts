/** What Electron's preload offers beside the port: paths for files a person dropped or chose. */
import { z } from 'zod'

declare global {
  interface Window {
    /** In Electron only. */
    readonly strata?: { readonly registerDrop: (files: readonly File[]) => Promise<unknown> }
  }
}

export const dropSchema = z.object({ dropId: z.string(), itemCount: z.number() })
export type Drop = z.infer<typeof dropSchema>

export async function registerDrop(files: readonly File[]): Promise<Drop> {
  return dropSchema.parse(await window.strata?.registerDrop(files))
}

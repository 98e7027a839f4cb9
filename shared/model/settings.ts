/** What the app remembers between starts about how it is shown. */
import { z } from 'zod'
import { orderSchema } from './listing.ts'

export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  showDeleted: z.boolean().default(false),
  inspectorOpen: z.boolean().default(true),
  sidebarWidthPx: z.int().min(160).max(480).default(224),
  inspectorWidthPx: z.int().min(280).max(640).default(336),
  order: orderSchema.default({ by: 'name', direction: 'ascending' }),
  favourites: z
    .array(z.object({ connectionId: z.string(), bucket: z.string(), prefix: z.string() }))
    .default([]),
})
export type Settings = z.infer<typeof settingsSchema>

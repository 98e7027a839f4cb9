/** What the app remembers between starts about how it is shown. */
import { z } from 'zod'
import { orderSchema } from './listing.ts'
import { priceTableSchema } from './prices.ts'
import { prefixRefSchema } from './selection.ts'

export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  showDeleted: z.boolean(),
  inspectorOpen: z.boolean(),
  sidebarWidthPx: z.int().min(160).max(480),
  inspectorWidthPx: z.int().min(280).max(640),
  order: orderSchema,
  favourites: z.array(prefixRefSchema),
  /** null: as fast as it goes. */
  transferLimits: z.object({
    upBytesPerSecond: z.int().min(1024).nullable(),
    downBytesPerSecond: z.int().min(1024).nullable(),
    filesAtOnce: z.int().min(1).max(64),
  }),
  /** Where the window was last. */
  lastPlace: prefixRefSchema.nullable(),
  /** What storage costs; null: the examples. */
  prices: priceTableSchema.nullable(),
})
export type Settings = z.infer<typeof settingsSchema>

/** What is given is changed, the rest stays. */
export const settingsChangeSchema = settingsSchema.partial()
export type SettingsChange = z.infer<typeof settingsChangeSchema>

export const defaultSettings: Settings = {
  theme: 'system',
  showDeleted: false,
  inspectorOpen: true,
  sidebarWidthPx: 224,
  inspectorWidthPx: 336,
  order: { by: 'name', direction: 'ascending' },
  favourites: [],
  transferLimits: { upBytesPerSecond: null, downBytesPerSecond: null, filesAtOnce: 24 },
  lastPlace: null,
  prices: null,
}

/** Settings with a change applied; `undefined` means "not given". */
export function changedSettings(settings: Settings, change: SettingsChange): Settings {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  return settingsSchema.parse({ ...settings, ...given })
}

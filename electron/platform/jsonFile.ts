/** A small file of settings, written atomically, readable by its owner only, checked whenever it is read. */
import Conf from 'conf'
import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'

export type JsonFile<T> = { readonly read: () => T; readonly write: (value: T) => void }

/**
 * `name.json` in the folder. A file that holds something else than the schema says (a newer Strata, a hand that
 * slipped) counts as `empty` and is kept beside as `name.damaged-….json`: nothing is overwritten in silence.
 */
export function openJsonFile<T>(folder: string, name: string, schema: z.ZodType<T>, empty: T): JsonFile<T> {
  let file = openConf(folder, name)
  const parsed = file && schema.safeParse(file.get('value', empty))
  if (file === null || parsed?.success !== true) {
    setAside(folder, name)
    file = openConf(folder, name)
  }
  if (file === null) throw new Error(`${name}.json can be neither read nor replaced`)
  const opened = file
  let value = parsed?.success === true ? parsed.data : empty
  return {
    read: () => value,
    write: (next) => {
      opened.set('value', next)
      value = next
    },
  }
}

/** null when the file is there but is no JSON. */
function openConf(folder: string, name: string): Conf<{ value: unknown }> | null {
  try {
    return new Conf({
      cwd: folder,
      configName: name,
      configFileMode: 0o600,
      accessPropertiesByDotNotation: false,
    })
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function setAside(folder: string, name: string): void {
  const path = join(folder, `${name}.json`)
  if (existsSync(path)) renameSync(path, join(folder, `${name}.damaged-${Date.now()}.json`))
}

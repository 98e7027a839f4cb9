/** The buckets that have, or had, an index and what people decided about it, kept between starts. */
import { z } from 'zod'
import type { BucketRef } from '../../shared/model/selection.ts'
import { indexChoiceSchema, type IndexChoice } from '../../shared/model/versionIndex.ts'
import { openJsonFile, type JsonFile } from '../platform/jsonFile.ts'

const indexedSchema = z.object({
  connectionId: z.string(),
  bucket: z.string(),
  choice: indexChoiceSchema,
  /** What was read there says nothing of another server; null: of the store on this computer. */
  endpoint: z.string().nullable(),
})
export type Indexed = z.infer<typeof indexedSchema>

export class IndexChoices {
  readonly #file: JsonFile<Indexed[]>

  constructor(dataFolder: string) {
    this.#file = openJsonFile(dataFolder, 'indexes', z.array(indexedSchema), [])
  }

  all(): readonly Indexed[] {
    return this.#file.read()
  }

  of(place: BucketRef): IndexChoice {
    return this.all().find((each) => isSame(each, place))?.choice ?? 'automatic'
  }

  set(indexed: Indexed): void {
    const known = this.all().find((each) => isSame(each, indexed))
    if (known?.choice === indexed.choice && known.endpoint === indexed.endpoint) return
    this.#file.write([...this.all().filter((each) => each !== known), indexed])
  }

  drop(place: BucketRef): void {
    this.#file.write(this.all().filter((each) => !isSame(each, place)))
  }
}

const isSame = (a: BucketRef, b: BucketRef): boolean =>
  a.connectionId === b.connectionId && a.bucket === b.bucket

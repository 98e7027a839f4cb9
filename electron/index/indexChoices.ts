/** What people decided about the indexes of their buckets, kept between starts: paused, removed; else automatic. */
import { z } from 'zod'
import type { BucketRef } from '../../shared/model/selection.ts'
import { indexChoiceSchema, type IndexChoice } from '../../shared/model/versionIndex.ts'
import { openJsonFile, type JsonFile } from '../platform/jsonFile.ts'

const choicesSchema = z.array(
  z.object({
    connectionId: z.string(),
    bucket: z.string(),
    choice: indexChoiceSchema.exclude(['automatic']),
  }),
)

export class IndexChoices {
  readonly #file: JsonFile<z.infer<typeof choicesSchema>>

  constructor(dataFolder: string) {
    this.#file = openJsonFile(dataFolder, 'indexes', choicesSchema, [])
  }

  of(place: BucketRef): IndexChoice {
    return this.#file.read().find((each) => isSame(each, place))?.choice ?? 'automatic'
  }

  set({ connectionId, bucket }: BucketRef, choice: IndexChoice): void {
    if (this.of({ connectionId, bucket }) === choice) return
    const others = this.#file.read().filter((each) => !isSame(each, { connectionId, bucket }))
    this.#file.write(choice === 'automatic' ? others : [...others, { connectionId, bucket, choice }])
  }
}

const isSame = (a: BucketRef, b: BucketRef): boolean =>
  a.connectionId === b.connectionId && a.bucket === b.bucket

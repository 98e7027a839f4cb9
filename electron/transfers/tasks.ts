/** What is to be done for one file of a batch, and what a batch was asked for: data, so that both outlive the app. */
import { z } from 'zod'
import { momentSchema } from '../../shared/model/moment.ts'
import { scopeSchema } from '../../shared/model/plan.ts'
import { bucketRefSchema, prefixRefSchema } from '../../shared/model/selection.ts'
import { uploadRefSchema } from '../../shared/model/upload.ts'
import { uploadOptionsSchema } from '../../shared/model/uploadOptions.ts'

export const taskSchema = z.discriminatedUnion('kind', [
  /** `uploadId`: it goes on with an upload that somebody else began. */
  z.object({
    kind: z.literal('upload'),
    filePath: z.string(),
    key: z.string(),
    uploadId: z.string().optional(),
  }),
  /** An empty folder has no files to speak for it: an empty object whose key ends in the delimiter does. */
  z.object({ kind: z.literal('upload-folder'), key: z.string() }),
  /** `folder` is the key's way below the chosen folder, in the key's own words. */
  z.object({
    kind: z.literal('download'),
    key: z.string(),
    versionId: z.string().nullable(),
    folder: z.string(),
  }),
  z.object({ kind: z.literal('download-folder'), folder: z.string() }),
  /** `versionId` null: the current version. What was noted before versions could be chosen has none. */
  z.object({
    kind: z.literal('copy'),
    key: z.string(),
    versionId: z.string().nullable().default(null),
    to: z.string(),
  }),
])
export type Task = z.infer<typeof taskSchema>

/** `at`: of a folder, what it held at that moment. */
export const wantedSchema = z.object({
  kind: z.enum(['file', 'folder']),
  key: z.string(),
  versionId: z.string().nullable(),
  at: momentSchema.nullable(),
})
export type Wanted = z.infer<typeof wantedSchema>

export const batchSpecSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('upload'),
    to: prefixRefSchema,
    options: uploadOptionsSchema,
    /** The incomplete upload that its one file goes on with, under that key. */
    into: uploadRefSchema.nullable().default(null),
    /** Files of this computer, or what a browser handed over: those lie in `folder` until they are uploaded. */
    from: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('paths'), paths: z.array(z.string()) }),
      z.object({ kind: z.literal('staged'), dropId: z.string(), folder: z.string() }),
    ]),
  }),
  z.object({
    kind: z.literal('download'),
    from: bucketRefSchema,
    wanted: z.array(wantedSchema),
    folder: z.string(),
  }),
  z.object({
    kind: z.literal('copy'),
    from: bucketRefSchema,
    scope: scopeSchema,
    at: momentSchema.nullable().default(null),
    to: prefixRefSchema,
  }),
])
export type BatchSpec = z.infer<typeof batchSpecSchema>

/** The connection whose server a batch needs most: when that is away the batch waits. */
export const connectionOf = (spec: BatchSpec): string =>
  spec.kind === 'download' ? spec.from.connectionId : spec.to.connectionId

/**
 * How far a file is that moves in parts: enough to go on after a crash. `sizeBytes` and `modifiedMs` tell whether
 * the source is still the same; parts that are done lie in a table of their own.
 */
export const partsJournalSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('upload'),
    key: z.string(),
    uploadId: z.string(),
    partBytes: z.number(),
    sizeBytes: z.number(),
    modifiedMs: z.number(),
    etag: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('download'),
    partPath: z.string(),
    partBytes: z.number(),
    sizeBytes: z.number(),
    etag: z.string(),
    versionId: z.string().nullable(),
  }),
])
export type PartsJournal = z.infer<typeof partsJournalSchema>
/** The server's name for a part is its MD5 (hex) only where no key of a KMS encrypts it. */
export type PartDone = { readonly partNumber: number; readonly etag: string; readonly md5: string }

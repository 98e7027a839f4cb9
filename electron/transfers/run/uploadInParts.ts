/** A big file in parts: what has arrived is journaled, and a later run sends only what is missing. */
import { FailureError, failed } from '../../../shared/failure.ts'
import { listParts } from '../../s3/listParts.ts'
import { completeUpload, createUpload, type Upload } from '../../s3/multipart.ts'
import { isRefused } from '../../s3/conditions.ts'
import type { CopyTarget } from '../../s3/copyObject.ts'
import { headObject, type VersionAddress } from '../../s3/readObject.ts'
import { readTags, writeTags } from '../../s3/tags.ts'
import type { Facts } from '../../../shared/model/facts.ts'
import type { PartDone, PartsJournal } from '../tasks.ts'
import { damaged as arrivedDamaged } from './arrivalFailures.ts'
import { dropUpload, isGone } from './dropUpload.ts'
import { etagOfParts } from './etagOfParts.ts'
import { sendParts } from './sendParts.ts'
import type { Source, SourceFacts } from './source.ts'
import { fileChanged } from './sourceFile.ts'
import type { UploadContext, Uploaded, UploadTarget } from './uploadContext.ts'
import { partSizeOf } from './partSize.ts'

const mostBeginnings = 3

type UploadJournal = Extract<PartsJournal, { kind: 'upload' }>

export async function uploadInParts(
  context: UploadContext,
  source: Source,
  target: UploadTarget,
): Promise<Uploaded> {
  let left = context.journal.found
  for (let beginnings = 1; ; beginnings++) {
    const facts = await source.facts()
    const begun = await resume(context, left, target, facts)
    if (begun.kind === 'there') return begun.uploaded
    const { upload, partBytes } = begun
    const { onServer } = begun
    const sending = { source, upload, sizeBytes: facts.sizeBytes, partBytes, onServer }
    const sent = await sendParts(context, sending, begun.parts).catch(nullIfChanged)
    if (sent !== null && (await isStill(source, facts))) {
      if ((await source.confirm?.(sent, partBytes)) === false)
        return await dropDamaged(context, source, upload)
      return await complete(context, target, upload, sent, facts.sizeBytes)
    }
    await dropUpload(context.server, upload)
    await context.journal.begin(null, true)
    left = null
    if (beginnings === mostBeginnings) throw fileChanged(source.name)
  }
}

function nullIfChanged(error: unknown): null {
  if (error instanceof FailureError && error.failure.reason === 'file-changed') return null
  throw error
}

async function isStill(source: Source, { sizeBytes, modifiedMs }: SourceFacts): Promise<boolean> {
  const now = await source.facts()
  return now.sizeBytes === sizeBytes && now.modifiedMs === modifiedMs
}

async function dropDamaged(
  { server, journal }: UploadContext,
  { name }: Source,
  upload: Upload,
): Promise<never> {
  await dropUpload(server, upload)
  await journal.begin(null)
  throw arrivedDamaged(name)
}

type Begun =
  | { readonly kind: 'there'; readonly uploaded: Uploaded }
  | {
      readonly kind: 'begun'
      readonly upload: Upload
      readonly partBytes: number
      readonly parts: readonly PartDone[]
      readonly onServer: ReadonlyMap<number, string | null>
    }

/** Goes on with what an earlier run left, if the file is still the same, or begins. */
async function resume(
  context: UploadContext,
  left: PartsJournal | null,
  target: UploadTarget,
  facts: SourceFacts,
): Promise<Begun> {
  if (left?.kind === 'upload') {
    const upload = { bucket: target.bucket, key: left.key, uploadId: left.uploadId }
    const isSame =
      left.sizeBytes === facts.sizeBytes && left.modifiedMs === facts.modifiedMs && left.key === target.key
    if (isSame) {
      const found = await goOn(context, left, upload)
      if (found !== null) return found
    } else await dropUpload(context.server, upload)
    return begin(context, target, facts, !isSame)
  }
  return begin(context, target, facts, false)
}

async function begin(
  context: UploadContext,
  target: UploadTarget,
  facts: SourceFacts,
  startedOver: boolean,
): Promise<Begun> {
  const { server, signal, carries, journal } = context
  const input = { Bucket: target.bucket, Key: target.key, ...carries }
  const upload = await createUpload(server, input, { signal, priority: 'transfer' })
  const partBytes = partSizeOf(facts.sizeBytes)
  const { key, uploadId } = upload
  await journal.begin({ kind: 'upload', key, uploadId, partBytes, ...facts, etag: null }, startedOver)
  return { kind: 'begun', upload, partBytes, parts: [], onServer: new Map() }
}

/** Parts that both the journal and the server know, alike; null where nothing is left to go on with. */
async function goOn(context: UploadContext, left: UploadJournal, upload: Upload): Promise<Begun | null> {
  const { server, signal, journal } = context
  const known = await journal.foundParts()
  try {
    const arrived = await listParts(server, upload, { signal, priority: 'transfer' })
    const onServer = new Map(arrived.map(({ partNumber, etag }) => [partNumber, etag]))
    const parts = known.filter(({ partNumber, etag }) => onServer.get(partNumber) === etag)
    return { kind: 'begun', upload, partBytes: left.partBytes, parts, onServer }
  } catch (error) {
    if (!isGone(error)) throw error
  }
  // Ended on the server: completed before we could note it, or aborted by somebody.
  if (known.length < Math.ceil(left.sizeBytes / left.partBytes)) return null
  const facts = await completed(context, upload, known, left.sizeBytes)
  if (facts === null) return null
  const { versionId, etag, sizeBytes } = facts
  return { kind: 'there', uploaded: { versionId, etag, sizeBytes, checked: 'hash' } }
}

/** The object that such parts make, if it is there; null: it isn't, or is another one. */
async function completed(
  { server, signal }: UploadContext,
  { bucket, key }: CopyTarget,
  parts: readonly PartDone[],
  sizeBytes: number,
): Promise<Facts | null> {
  try {
    const address = { bucket, key, versionId: null }
    const facts = await headObject(server, address, { signal, priority: 'transfer' })
    return facts.etag === etagOfParts(parts) && facts.sizeBytes === sizeBytes ? facts : null
  } catch (error) {
    if (isGone(error)) return null
    throw error
  }
}

/** The whole is looked at before anybody is told that it is there. */
async function complete(
  context: UploadContext,
  target: UploadTarget,
  upload: Upload,
  parts: readonly PartDone[],
  sizeBytes: number,
): Promise<Uploaded> {
  const { server, signal } = context
  const options = { signal, priority: 'transfer' } as const
  const { bucket, key } = target
  await target.lookAgain()
  const completing = { ...options, overNothing: target.over === 'nothing' }
  const facts = await completeUpload(server, upload, parts, completing).then(
    ({ versionId }) => headObject(server, { bucket, key, versionId }, options),
    async (error: unknown) => {
      // Its answer was lost, and by then there was nothing left to complete, or ours was in its own way.
      const mayBeOurs = isGone(error) || isRefused(error)
      const there = mayBeOurs ? await completed(context, target, parts, sizeBytes) : null
      if (there === null) throw error
      return there
    },
  )
  const etag = etagOfParts(parts)
  if (facts.sizeBytes !== sizeBytes) throw damaged(key)
  const isHash = facts.etag === etag
  if (
    !isHash &&
    facts.etag !== null &&
    isComparable(facts) &&
    server.capabilities.known.partEtags === 'proved'
  )
    throw damaged(key)
  if (isHash) server.capabilities.learn({ partEtags: 'proved' })
  await keepTags(context, { bucket, key, versionId: facts.versionId })
  return { versionId: facts.versionId, etag: facts.etag, checked: isHash ? 'hash' : 'size', sizeBytes }
}

/** Encryption makes ETags that are no hashes. */
const isComparable = ({ encryption }: Facts): boolean => encryption === null || encryption === 'AES256'

/** Some servers drop the tags of uploads in parts. */
async function keepTags({ server, signal, tags }: UploadContext, address: VersionAddress): Promise<void> {
  if (tags.length === 0) return
  const options = { signal, priority: 'transfer' } as const
  const kept = await readTags(server, address, options)
  if (kept.length !== tags.length) await writeTags(server, address, tags, options)
}

const damaged = (key: string) =>
  failed({
    code: 'unexpected',
    reason: 'damaged-on-the-way',
    message: `What the server stored as “${key}” is not what was sent.`,
    advice: 'Earlier versions are as they were. Try again.',
    wayOn: 'retry',
  })

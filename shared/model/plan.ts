/** Everything that changes a bucket in more than one place: asked for, shown whole, run, undone. */
import { z } from 'zod'
import { failureSchema } from '../failure.ts'
import { momentSchema } from './moment.ts'
import { lossSchema } from './outcome.ts'
import { bucketRefSchema, prefixRefSchema } from './selection.ts'

/** What a plan is about: single keys, and everything under prefixes (the empty prefix is the whole bucket). */
export const scopeSchema = z.object({ keys: z.array(z.string()), prefixes: z.array(z.string()) })
export type Scope = z.infer<typeof scopeSchema>

/** By the server's clock, in epoch milliseconds. */
export const spanSchema = z.object({ fromMs: z.number(), toMs: z.number() })
export type Span = z.infer<typeof spanSchema>

const within = bucketRefSchema.extend({ scope: scopeSchema })

/** Which versions a purge destroys; what is not named by it stays. */
export const purgeRuleSchema = z.object({
  /** Noncurrent versions beyond so many newest data versions of a key, the current one counted; null: all. */
  keepNewest: z.int().min(0).nullable(),
  /** Only what stopped being current at least so many days ago. */
  olderThanDays: z.number().min(0).nullable(),
  /** Delete markers with nothing beneath them. */
  orphanMarkers: z.boolean(),
  /** The newest data version of a deleted file stays, whatever else the rule says. */
  keepLastOfDeleted: z.boolean(),
})
export type PurgeRule = z.infer<typeof purgeRuleSchema>

/** What is asked for. `prefix` of a target ends in the delimiter, or is empty. */
export const planSpecSchema = z.discriminatedUnion('kind', [
  within.extend({ kind: z.literal('delete') }),
  /** `deletedIn`: only what was deleted then, both ends included; all that is deleted without it. */
  within.extend({ kind: z.literal('undelete'), deletedIn: spanSchema.optional() }),
  within.extend({ kind: z.literal('rewind'), moment: momentSchema }),
  bucketRefSchema.extend({
    kind: z.literal('restore'),
    versions: z.array(z.object({ key: z.string(), versionId: z.string() })).min(1),
  }),
  within.extend({ kind: z.literal('copy'), to: prefixRefSchema }),
  within.extend({ kind: z.literal('move'), to: prefixRefSchema }),
  /** One key or prefix gets another name; everything under a prefix moves with it. */
  bucketRefSchema.extend({ kind: z.literal('rename'), from: z.string().min(1), to: z.string().min(1) }),
  within.extend({ kind: z.literal('copy-out'), moment: momentSchema, to: prefixRefSchema }),
  bucketRefSchema.extend({ kind: z.literal('new-folder'), prefix: z.string().min(1) }),
  bucketRefSchema.extend({
    kind: z.literal('destroy'),
    versions: z.array(z.object({ key: z.string(), versionId: z.string() })).min(1),
  }),
  bucketRefSchema.extend({ kind: z.literal('purge'), prefix: z.string(), rule: purgeRuleSchema }),
  /** Every version and marker of what is chosen; the empty prefix is the whole bucket. */
  within.extend({ kind: z.literal('empty') }),
  bucketRefSchema.extend({ kind: z.literal('undo'), planId: z.string() }),
])
export type PlanSpec = z.infer<typeof planSpecSchema>
export type PlanKind = PlanSpec['kind']

/** The bucket a plan is about is `here`; the one it copies or moves to is `there`, also when they are the same. */
export const sideSchema = z.enum(['here', 'there'])
export type PlanSide = z.infer<typeof sideSchema>

/** A version to copy from. */
const sourceSchema = z.object({
  side: sideSchema,
  key: z.string(),
  versionId: z.string(),
  sizeBytes: z.number(),
  etag: z.string().nullable(),
  modifiedMs: z.number(),
})
export type PlanSource = z.infer<typeof sourceSchema>

/**
 * What happens to one key. `unmark` removes delete markers, `mark` adds one, `copy` puts a version on top, `move`
 * copies elsewhere and then marks, `create` writes an empty object, `destroy` removes versions for good.
 */
export const planActionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unmark'), markerIds: z.array(z.string()), uncovers: z.string() }),
  z.object({ kind: z.literal('mark') }),
  z.object({ kind: z.literal('copy'), from: sourceSchema }),
  /** The item's key is the target; the source is marked once the copy is proved. */
  z.object({ kind: z.literal('move'), from: sourceSchema }),
  z.object({ kind: z.literal('create') }),
  z.object({ kind: z.literal('destroy'), versionIds: z.array(z.string()) }),
  z.object({ kind: z.literal('refuse') }),
])
export type PlanAction = z.infer<typeof planActionSchema>

/** Under which heading a key is shown. */
export const planGroupSchema = z.enum([
  'come-back',
  'replace',
  'remove',
  'arrive',
  'destroy',
  'needs-consent',
  'refused',
])
export type PlanGroup = z.infer<typeof planGroupSchema>

/** Why a key is left alone, or needs a yes of its own. */
export const refusalSchema = z.enum([
  'cold',
  'customer-key',
  'version-gone',
  'nothing-left',
  'uncertain',
  'would-destroy',
  'target-exists',
  'target-is-source',
  'changed-since',
  'key-too-long',
])
export type Refusal = z.infer<typeof refusalSchema>

/**
 * - `waiting`, `intended` (asked of the server, answer not noted yet), `done`, `already-so` (nothing had to be done)
 * - `changed` meanwhile and left alone; `raced`: done, but somebody wrote in between, both are kept
 * - `failed` with a failure; `skipped`: refused or cancelled
 */
export const itemStateSchema = z.enum([
  'waiting',
  'intended',
  'done',
  'already-so',
  'changed',
  'raced',
  'failed',
  'skipped',
])
export type ItemState = z.infer<typeof itemStateSchema>

export const planItemSchema = z.object({
  ordinal: z.number(),
  /** The key that is written; of a copy or a move, the target. */
  key: z.string(),
  side: sideSchema,
  group: planGroupSchema,
  action: planActionSchema,
  refusal: refusalSchema.nullable(),
  /** Bytes that come back, arrive, move or are destroyed. */
  sizeBytes: z.number(),
  /** When the version that comes back was written, and what is there now. */
  sourceMs: z.number().nullable(),
  currentMs: z.number().nullable(),
  currentBytes: z.number().nullable(),
  state: itemStateSchema,
  failure: failureSchema.nullable(),
  /** What its copy did not keep of what the source carries. */
  lost: z.array(lossSchema),
})
export type PlanItem = z.infer<typeof planItemSchema>

/** `drafting` reads the bucket; `ready` waits for a yes; `paused` goes on where it was, also after a crash. */
export const planStateSchema = z.enum([
  'drafting',
  'ready',
  'running',
  'paused',
  'done',
  'cancelled',
  'failed',
])
export type PlanState = z.infer<typeof planStateSchema>

export const groupCountSchema = z.object({ group: planGroupSchema, count: z.number(), sizeBytes: z.number() })
export const refusalCountSchema = z.object({ refusal: refusalSchema, count: z.number() })
export const stateCountSchema = z.object({ state: itemStateSchema, count: z.number() })
export const lossCountSchema = z.object({ loss: lossSchema, count: z.number() })

export const planSummarySchema = z.object({
  planId: z.string(),
  spec: planSpecSchema,
  state: planStateSchema,
  createdMs: z.number(),
  startedMs: z.number().nullable(),
  endedMs: z.number().nullable(),
  /** Keys looked at so far, and those that are as they should be already. */
  examined: z.number(),
  leftAsIs: z.number(),
  groups: z.array(groupCountSchema),
  refusals: z.array(refusalCountSchema),
  states: z.array(stateCountSchema),
  /** Copies that did not keep something, by what that is. */
  losses: z.array(lossCountSchema),
  /** Copies get the ACLs of their sources. */
  keepAcl: z.boolean(),
  /** Requests the run will take: listings to check again, and writes with their proofs. */
  requests: z.object({ listings: z.number(), writes: z.number() }),
  /** Requests the run took so far. */
  requestsMade: z.number(),
  canUndo: z.boolean(),
  undoneBy: z.string().nullable(),
  failure: failureSchema.nullable(),
})
export type PlanSummary = z.infer<typeof planSummarySchema>

/**
 * What an endpoint really does, learned by asking it, never by its name or its documentation, and remembered with a
 * date. Everything is learned by requests that were wanted anyway: a condition is proved with a deliberately wrong
 * value on a write we are about to make, so a server that ignores it has done no more than it was asked.
 */
import { z } from 'zod'

/** How many objects may be deleted in one request, and what the request must carry. */
const bulkDeleteSchema = z.enum(['unknown', 'md5', 'crc32', 'single'])
/** Whether a server heeds something: `ignored` is as good as proved, too. */
const provedSchema = z.enum(['unknown', 'proved', 'ignored'])

export const capabilitiesSchema = z.object({
  bulkDelete: bulkDeleteSchema,
  /** If-Match and If-None-Match on the target of CopyObject. */
  copyConditions: provedSchema,
  /** If-None-Match: * on PutObject, where no versions are kept: Ceph heeds it there, and nowhere else. */
  putConditions: provedSchema,
  /** TaggingDirective COPY (the default) keeps tags. */
  copyKeepsTags: provedSchema,
  /** The ETag of an upload in parts is the MD5 of its parts' MD5s. */
  partEtags: provedSchema.default('unknown'),
  /** How the entries of one key are listed. */
  entryOrder: z.enum(['unknown', 'newest-first', 'oldest-first']),
  /** Region by bucket, where it differs from the connection's. */
  regions: z.record(z.string(), z.string()),
  learnedMs: z.number(),
})
export type Capabilities = z.infer<typeof capabilitiesSchema>

const unknown: Capabilities = {
  bulkDelete: 'unknown',
  copyConditions: 'unknown',
  putConditions: 'unknown',
  copyKeepsTags: 'unknown',
  partEtags: 'unknown',
  entryOrder: 'unknown',
  regions: {},
  learnedMs: 0,
}

/** Servers are upgraded: what is older is learned anew. */
const trustedMs = 30 * 24 * 3600 * 1000

/** Where capabilities are kept between starts, by endpoint. */
export type CapabilityFile = {
  readonly read: () => Readonly<Record<string, Capabilities>>
  readonly write: (capabilities: Record<string, Capabilities>) => void
}

/** For tests and trials: kept as long as the process. */
export function memoryCapabilities(): CapabilityFile {
  let kept: Record<string, Capabilities> = {}
  return {
    read: () => kept,
    write: (capabilities) => {
      kept = capabilities
    },
  }
}

/** What is known of one endpoint. */
export class EndpointCapabilities {
  readonly #endpoint: string
  readonly #file: CapabilityFile

  constructor(endpoint: string, file: CapabilityFile) {
    this.#endpoint = endpoint
    this.#file = file
  }

  get known(): Capabilities {
    const kept = this.#file.read()[this.#endpoint]
    return kept === undefined || Date.now() - kept.learnedMs > trustedMs ? unknown : kept
  }

  learn(learned: Partial<Omit<Capabilities, 'learnedMs' | 'regions'>>): void {
    this.#keep({ ...this.known, ...learned })
  }

  learnRegion(bucket: string, region: string): void {
    const { known } = this
    this.#keep({ ...known, regions: { ...known.regions, [bucket]: region } })
  }

  /** Everything is learned anew. */
  forget(): void {
    const { [this.#endpoint]: _, ...others } = this.#file.read()
    this.#file.write(others)
  }

  #keep(capabilities: Capabilities): void {
    const learnedMs = capabilities.learnedMs === 0 ? Date.now() : capabilities.learnedMs
    this.#file.write({ ...this.#file.read(), [this.#endpoint]: { ...capabilities, learnedMs } })
  }
}

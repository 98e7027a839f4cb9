/**
 * What an endpoint really does, learned by asking it, never by its name or its documentation, and remembered with a
 * date. Everything is learned by requests that were wanted anyway: a condition is proved with a deliberately wrong
 * value on a write we are about to make, so a server that ignores it has done no more than it was asked.
 */
import type { Capabilities } from '../../shared/model/capabilities.ts'

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

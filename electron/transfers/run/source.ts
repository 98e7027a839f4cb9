/** Where the bytes of an upload come from: a file of this computer, or an object of another server. */

import type { PartDone } from '../tasks.ts'

export type SourceFacts = { readonly sizeBytes: number; readonly modifiedMs: number }
export type SourcePart = { readonly bytes: Uint8Array; readonly md5: string }
export type ByteSpan = { readonly offset: number; readonly length: number }

export type Source = {
  /** For people. */
  readonly name: string
  /** As it is now: other facts than before mean that it changed. */
  readonly facts: () => Promise<SourceFacts>
  /** All of it, as it is in one moment; null where it is bigger than that. */
  readonly whole: (mostBytes: number) => Promise<(SourcePart & SourceFacts) | null>
  /** Failures: conflict (file-changed) where it is shorter by now. */
  readonly part: (span: ByteSpan) => Promise<SourcePart>
  /** What it gave has arrived: nobody uses those bytes any more. */
  readonly spent: (bytes: Uint8Array) => void
  /** Of a source that bytes have a way from: whether these parts are what it holds. */
  readonly confirm: ((parts: readonly PartDone[], partBytes: number) => Promise<boolean>) | null
}

/** The sheets over the window, as data: whoever wants one asks here, the frame draws it. */
import type { Target } from '../../shared/contract/folders.ts'
import type { BucketRef, PrefixRef } from '../../shared/model/selection.ts'
import { storeOf, type Readable } from './store.ts'

export type Question = {
  readonly title: string
  readonly lines: readonly string[]
  /** What the button says it does. */
  readonly action: string
  /** Red: something is gone for good afterwards. */
  readonly destroys: boolean
  /** Has to be typed before the button works. */
  readonly typed: string | null
}

export type NameQuestion = {
  readonly title: string
  readonly label: string
  readonly action: string
  readonly help: string | null
  readonly value: string
}

/** What choosing a place would mean, in words. */
export type PlaceVerdict = {
  readonly title: string
  /** What the button says it does. */
  readonly action: string
  /** What happens, and to what does not come along. */
  readonly note: string
  /** Why it can't be this place; null: it can. */
  readonly whyNot: string | null
}

export type PlaceQuestion = {
  /** Where to begin; it need not exist yet. */
  readonly start: PrefixRef
  /** A name for a new folder. */
  readonly suggestion: string
  /** null: no bucket is chosen yet. */
  readonly judge: (place: PrefixRef | null) => PlaceVerdict
}

export type Sheet =
  | { readonly kind: 'plan'; readonly planId: string }
  | { readonly kind: 'activity' }
  /** `goesOn`: the server is to do it again and again, by a lifecycle rule. */
  | { readonly kind: 'purge'; readonly place: PrefixRef; readonly goesOn: boolean }
  | { readonly kind: 'name'; readonly question: NameQuestion; readonly answer: (name: string | null) => void }
  | { readonly kind: 'connection'; readonly connectionId: string | null }
  | { readonly kind: 'new-bucket'; readonly connectionId: string }
  | { readonly kind: 'versioning'; readonly bucket: BucketRef }
  | { readonly kind: 'incomplete-uploads'; readonly bucket: BucketRef }
  | { readonly kind: 'inventory'; readonly bucket: BucketRef }
  | { readonly kind: 'search'; readonly place: PrefixRef }
  | { readonly kind: 'changes'; readonly place: PrefixRef }
  | { readonly kind: 'recently-deleted'; readonly place: PrefixRef }
  | { readonly kind: 'storage'; readonly place: PrefixRef }
  | { readonly kind: 'collisions'; readonly batchId: string }
  | { readonly kind: 'transfer-limits' }
  | { readonly kind: 'upload-options'; readonly place: PrefixRef }
  | { readonly kind: 'choose-folder'; readonly answer: (target: Target | null) => void }
  | {
      readonly kind: 'choose-place'
      readonly question: PlaceQuestion
      readonly answer: (place: PrefixRef | null) => void
    }
  | { readonly kind: 'question'; readonly question: Question; readonly answer: (yes: boolean) => void }

export type Sheets = Readable<readonly Sheet[]> & {
  readonly open: (sheet: Sheet) => void
  readonly close: (sheet: Sheet) => void
  /** Resolves with the person's answer. */
  readonly ask: (question: Question) => Promise<boolean>
  /** null: nobody wants it any more. */
  readonly askName: (question: NameQuestion) => Promise<string | null>
  readonly chooseFolder: () => Promise<Target | null>
  /** A folder of any connection; null: nobody wants it any more. */
  readonly choosePlace: (question: PlaceQuestion) => Promise<PrefixRef | null>
}

export function openSheets(): Sheets {
  const store = storeOf<readonly Sheet[]>([])
  const open = (sheet: Sheet): void => store.update((sheets) => [...sheets, sheet])
  return {
    get: store.get,
    subscribe: store.subscribe,
    open,
    close: (sheet) => store.update((sheets) => sheets.filter((other) => other !== sheet)),
    ask: (question) => new Promise((answer) => open({ kind: 'question', question, answer })),
    askName: (question) => new Promise((answer) => open({ kind: 'name', question, answer })),
    chooseFolder: () => new Promise((answer) => open({ kind: 'choose-folder', answer })),
    choosePlace: (question) => new Promise((answer) => open({ kind: 'choose-place', question, answer })),
  }
}

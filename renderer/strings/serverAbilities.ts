/** What a server was found to do, in words. */
import type { Capabilities } from '../../shared/model/capabilities.ts'
import { formatDate } from '../format/times.ts'

export const abilityWords = {
  title: 'What this server does',
  label: 'What this server was found to do',
  nothing:
    'Nothing is known yet. Strata learns it from what you do, and asks for nothing that you didn’t want anyway.',
  learned: (ms: number) => `Learned since ${formatDate(ms)}. After thirty days it is learned anew.`,
  forget: 'Learn anew',
} as const

export type Ability = {
  readonly name: string
  readonly state: 'ok' | 'warning' | 'unknown'
  readonly title: string
  readonly detail: string
}

type Ends = { readonly good: string; readonly bad: string; readonly insteadOfIt: string }

const proofs = {
  putConditions: {
    good: 'Refuses to overwrite what appeared meanwhile where no versions are kept',
    bad: 'Overwrites what appeared meanwhile where no versions are kept',
    insteadOfIt: 'Strata looks right before it writes.',
  },
  copyConditions: {
    good: 'Refuses a copy over what changed meanwhile',
    bad: 'Copies over what changed meanwhile',
    insteadOfIt: 'Strata looks before and after it.',
  },
  copyKeepsTags: {
    good: 'Keeps tags in a copy',
    bad: 'Drops tags from a copy',
    insteadOfIt: 'Strata puts them back.',
  },
  partEtags: {
    good: 'Tells the hash of big files',
    bad: 'Doesn’t tell the hash of big files',
    insteadOfIt: 'Their size is compared.',
  },
} as const satisfies Partial<Record<keyof Capabilities, Ends>>

const names = ['putConditions', 'copyConditions', 'copyKeepsTags', 'partEtags'] as const

const known = (name: string, isGood: boolean, { good, bad, insteadOfIt }: Ends): Ability => ({
  name,
  state: isGood ? 'ok' : 'warning',
  title: isGood ? good : bad,
  detail: isGood ? '' : insteadOfIt,
})

const notYet = (name: string, { good }: Ends): Ability => ({
  name,
  state: 'unknown',
  title: good,
  detail: 'Not known yet.',
})

const lists: Ends = {
  good: 'Deletes many files by one request',
  bad: 'Takes no lists of files to delete',
  insteadOfIt: 'Strata deletes them one by one.',
}

const order: Ends = {
  good: 'Lists the newest version first',
  bad: 'Lists the oldest version first',
  insteadOfIt: 'Strata turns them round.',
}

/** All of them, what is not known yet included. */
export function abilitiesOf(learned: Capabilities): readonly Ability[] {
  const { bulkDelete, entryOrder, regions } = learned
  const elsewhere = Object.entries(regions).map(([bucket, region]) => `${bucket}: ${region}`)
  return [
    ...names.map((name) =>
      learned[name] === 'unknown'
        ? notYet(name, proofs[name])
        : known(name, learned[name] === 'proved', proofs[name]),
    ),
    bulkDelete === 'unknown' ? notYet('lists', lists) : known('lists', bulkDelete !== 'single', lists),
    entryOrder === 'unknown' ? notYet('order', order) : known('order', entryOrder === 'newest-first', order),
    ...elsewhere.map((detail) => ({
      name: detail,
      state: 'ok' as const,
      title: 'Has a bucket in another region',
      detail,
    })),
  ]
}

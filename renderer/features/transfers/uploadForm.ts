/** Options of an upload as people fill them in, what is wrong with them, and what they become. */
import type { UploadOptions } from '../../../shared/model/uploadOptions.ts'
import type { OptionProblem } from '../../strings/uploadOptions.ts'

export type Pair = { readonly id: number; readonly name: string; readonly value: string }

export type UploadForm = {
  readonly storageClass: string
  readonly contentType: string
  readonly cacheControl: string
  readonly acl: 'usual' | NonNullable<UploadOptions['acl']>
  readonly encryption: 'usual' | NonNullable<UploadOptions['encryption']>['kind']
  readonly keyId: string
  readonly metadata: readonly Pair[]
  readonly tags: readonly Pair[]
}

type FormField = 'storageClass' | 'contentType' | 'cacheControl' | 'keyId' | 'metadata' | 'tags'
export type FormProblems = Readonly<Partial<Record<FormField, OptionProblem>>>

export const usualForm: UploadForm = {
  storageClass: '',
  contentType: '',
  cacheControl: '',
  acl: 'usual',
  encryption: 'usual',
  keyId: '',
  metadata: [],
  tags: [],
}

const mostMetadataBytes = 2048
/** Of a tag, as S3 counts characters: in UTF-16. */
const longestTagName = 128
const longestTagValue = 256
const mostTags = 10
/** What a header's name may be made of: RFC 9110, 5.6.2. */
const token = /^[\w!#$%&'*+.^`|~-]+$/
const visibleAscii = /^[\x20-\x7e]*$/

/** A row that nobody filled in counts for nothing. */
const filled = (pairs: readonly Pair[]): readonly Pair[] =>
  pairs.filter(({ name, value }) => name.trim() !== '' || value !== '')

export function problemsOf(form: UploadForm): FormProblems {
  const found = {
    storageClass: /^[A-Z0-9_]*$/.test(form.storageClass.trim()) ? null : 'bad-class',
    contentType: typeProblem(form.contentType.trim()),
    cacheControl: visibleAscii.test(form.cacheControl) ? null : 'bad-header',
    keyId: visibleAscii.test(form.keyId) ? null : 'bad-header',
    metadata: metadataProblem(filled(form.metadata)),
    tags: tagsProblem(filled(form.tags)),
  } as const satisfies Record<FormField, OptionProblem | null>
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== null))
}

function typeProblem(type: string): OptionProblem | null {
  if (type === '') return null
  if (!visibleAscii.test(type)) return 'bad-header'
  return /^[^\s/;]+\/[^\s/;]+(\s*;.*)?$/.test(type) ? null : 'bad-type'
}

function metadataProblem(pairs: readonly Pair[]): OptionProblem | null {
  const names = pairs.map(({ name }) => name.trim().toLowerCase())
  if (names.includes('')) return 'no-name'
  if (!names.every((name) => token.test(name))) return 'bad-name'
  if (new Set(names).size < names.length) return 'same-name'
  if (!pairs.every(({ value }) => visibleAscii.test(value))) return 'bad-header'
  const bytes = pairs.reduce((sum, { name, value }) => sum + name.trim().length + value.length, 0)
  return bytes > mostMetadataBytes ? 'too-much' : null
}

function tagsProblem(pairs: readonly Pair[]): OptionProblem | null {
  const names = pairs.map(({ name }) => name.trim())
  if (names.includes('')) return 'no-name'
  if (new Set(names).size < names.length) return 'same-name'
  if (pairs.length > mostTags) return 'too-many-tags'
  const isLong = pairs.some(
    ({ name, value }) => name.trim().length > longestTagName || value.length > longestTagValue,
  )
  return isLong ? 'long-tag' : null
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

export function optionsOf(form: UploadForm): UploadOptions {
  const { encryption, acl } = form
  return {
    storageClass: orNull(form.storageClass),
    contentType: orNull(form.contentType),
    cacheControl: orNull(form.cacheControl),
    acl: acl === 'usual' ? null : acl,
    metadata: Object.fromEntries(filled(form.metadata).map(({ name, value }) => [name.trim(), value])),
    tags: filled(form.tags).map(({ name, value }) => ({ key: name.trim(), value })),
    encryption:
      encryption === 'usual'
        ? null
        : encryption === 'AES256'
          ? { kind: encryption }
          : { kind: encryption, keyId: orNull(form.keyId) },
  }
}

/** The rows with one more, empty. */
export const withPair = (pairs: readonly Pair[]): readonly Pair[] => [
  ...pairs,
  { id: Math.max(0, ...pairs.map(({ id }) => id)) + 1, name: '', value: '' },
]

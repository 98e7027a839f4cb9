import fc from 'fast-check'
import { expect, it } from 'vitest'
import { settingsSchema } from '../../../shared/model/settings.ts'
import { uploadOptionsSchema, usualUpload } from '../../../shared/model/uploadOptions.ts'
import { limitsFormOf, limitsOf } from '../../../renderer/features/transfers/limitsForm.ts'
import {
  optionsOf,
  problemsOf,
  usualForm,
  withPair,
  type Pair,
} from '../../../renderer/features/transfers/uploadForm.ts'

const rate = fc.option(fc.integer({ min: 2, max: 4_000_000 }).map((thousands) => thousands * 1000))

it('limits come back from their form as they were', () => {
  fc.assert(
    fc.property(rate, rate, fc.integer({ min: 1, max: 64 }), (up, down, filesAtOnce) => {
      const limits = { upBytesPerSecond: up, downBytesPerSecond: down, filesAtOnce }
      expect(limitsOf(limitsFormOf(limits))).toEqual(limits)
    }),
  )
})

it('what the limits form takes, the settings take', () => {
  const figure = fc.oneof(fc.string(), fc.double({ min: 0, noNaN: true }).map(String), fc.nat().map(String))
  const side = fc.record({ figure, unit: fc.constantFrom('none' as const, 'KB' as const, 'MB' as const) })
  fc.assert(
    fc.property(side, side, figure, (up, down, files) => {
      const limits = limitsOf({ up, down, files })
      if (limits !== null) expect(settingsSchema.shape.transferLimits.safeParse(limits).success).toBe(true)
    }),
  )
})

it('a decimal comma is as good as a point', () => {
  const form = { up: { figure: '2,5', unit: 'MB' }, down: { figure: '', unit: 'none' }, files: '8' } as const
  expect(limitsOf(form)?.upBytesPerSecond).toBe(2_500_000)
})

it('an empty limit, a tiny one and too many files are refused', () => {
  const usual = { up: { figure: '', unit: 'none' }, down: { figure: '', unit: 'none' }, files: '24' } as const
  expect(limitsOf({ ...usual, up: { figure: '', unit: 'KB' } })).toBeNull()
  expect(limitsOf({ ...usual, down: { figure: '1', unit: 'KB' } })).toBeNull()
  expect(limitsOf({ ...usual, files: '65' })).toBeNull()
  expect(limitsOf({ ...usual, files: '0' })).toBeNull()
})

const pair = (name: string, value: string, id = 1): Pair => ({ id, name, value })

it('a form that nobody filled in is the usual upload', () => {
  expect(optionsOf(usualForm)).toEqual(usualUpload)
  expect(optionsOf({ ...usualForm, metadata: withPair([]), tags: withPair([]) })).toEqual(usualUpload)
  expect(problemsOf(usualForm)).toEqual({})
})

it('what is filled in is what the upload gets', () => {
  const options = optionsOf({
    ...usualForm,
    storageClass: ' STANDARD_IA ',
    contentType: 'text/plain; charset=utf-8',
    acl: 'private',
    encryption: 'aws:kms',
    metadata: [pair('author', 'ada')],
    tags: [pair('team', 'zoë')],
  })
  expect(uploadOptionsSchema.parse(options)).toEqual({
    ...usualUpload,
    storageClass: 'STANDARD_IA',
    contentType: 'text/plain; charset=utf-8',
    acl: 'private',
    encryption: { kind: 'aws:kms', keyId: null },
    metadata: { author: 'ada' },
    tags: [{ key: 'team', value: 'zoë' }],
  })
})

it.each([
  ['a type without a slash', { contentType: 'png' }, { contentType: 'bad-type' }],
  ['a class in small letters', { storageClass: 'standard' }, { storageClass: 'bad-class' }],
  ['a name with a space', { metadata: [pair('my name', 'x')] }, { metadata: 'bad-name' }],
  ['a value without a name', { metadata: [pair('', 'x')] }, { metadata: 'no-name' }],
  ['a value beyond ASCII', { metadata: [pair('a', 'zoë')] }, { metadata: 'bad-header' }],
  ['a line break', { cacheControl: 'a\nb' }, { cacheControl: 'bad-header' }],
  ['names that differ in case', { metadata: [pair('a', '1'), pair('A', '2', 2)] }, { metadata: 'same-name' }],
  ['too much metadata', { metadata: [pair('a', 'x'.repeat(2048))] }, { metadata: 'too-much' }],
  ['tags of one name', { tags: [pair('a', '1'), pair('a', '2', 2)] }, { tags: 'same-name' }],
  ['a long tag', { tags: [pair('a', 'x'.repeat(257))] }, { tags: 'long-tag' }],
  [
    'eleven tags',
    { tags: Array.from({ length: 11 }, (_, at) => pair(`t${at}`, '', at)) },
    { tags: 'too-many-tags' },
  ],
])('%s is refused before anything is chosen', (_what, filled, problems) => {
  expect(problemsOf({ ...usualForm, ...filled })).toEqual(problems)
})

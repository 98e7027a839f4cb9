import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ancestorPrefixes,
  childOf,
  compareKeys,
  keyByteLength,
  nameOf,
  parentPrefix,
} from '../../../shared/key.ts'

const anyKey = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 })

describe('keys', () => {
  it('are ordered as their UTF-8 bytes are', () => {
    fc.assert(
      fc.property(anyKey, anyKey, (a, b) => {
        expect(Math.sign(compareKeys(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))))
      }),
      { numRuns: 2000 },
    )
  })

  it('put a surrogate pair after U+FFFD, where JavaScript puts it before', () => {
    expect(compareKeys('\u{1F600}', '\uFFFD')).toBeGreaterThan(0)
  })

  it('are measured in bytes of UTF-8', () => {
    fc.assert(
      fc.property(anyKey, (key) => {
        expect(keyByteLength(key)).toBe(Buffer.byteLength(key))
      }),
    )
  })

  it.each([
    ['a/b.txt', 'a/', 'b.txt'],
    ['a/b/', 'a/', 'b'],
    ['b.txt', '', 'b.txt'],
    ['a//', 'a/', ''],
    ['/a', '/', 'a'],
    ['/', '', ''],
    ['../x', '../', 'x'],
  ])('%j lies in %j under the name %j', (key, parent, name) => {
    expect([parentPrefix(key), nameOf(key)]).toEqual([parent, name])
  })

  it('name every prefix on the way down', () => {
    expect(ancestorPrefixes('a//b/')).toEqual(['a/', 'a//', 'a//b/'])
    expect(ancestorPrefixes('')).toEqual([])
  })

  it('are shown by a listing as themselves or as the folder that holds them', () => {
    expect(childOf('a/', 'a/b')).toBe('a/b')
    expect(childOf('a/', 'a/b/c')).toBe('a/b/')
    expect(childOf('a/', 'a//c')).toBe('a//')
    expect(childOf('a/', 'b/c')).toBeNull()
  })

  it('of any shape are found below every prefix that parentPrefix names', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', '/', '.'), minLength: 1 }), (key) => {
        expect(childOf(parentPrefix(key), key)).toBe(key)
      }),
    )
  })
})

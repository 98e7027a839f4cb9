import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { beforeKey, commonPrefix } from '../../../electron/plans/passBounds.ts'
import { compareKeys } from '../../../shared/key.ts'

const keys = fc.array(
  fc.string({ unit: fc.constantFrom('a', '/', '😀', '😁', '🙂', 'é', '\u{1}'), minLength: 1, maxLength: 5 }),
  { minLength: 1, maxLength: 6 },
)

describe('where a pass over keys begins', () => {
  test('a common prefix never ends inside a character', () => {
    expect(commonPrefix(['😀.txt', '😁.txt'])).toBe('')
    expect(commonPrefix(['a/😀', 'a/😁'])).toBe('a/')
    expect(commonPrefix(['😀a', '😀b'])).toBe('😀')
  })

  test('it is a prefix of every key, and whole', () => {
    fc.assert(
      fc.property(keys, (all) => {
        const prefix = commonPrefix(all)
        return prefix.isWellFormed() && all.every((key) => key.startsWith(prefix))
      }),
    )
  })

  test('the marker before a key sorts before it', () => {
    fc.assert(
      fc.property(keys, ([key = '']) => {
        const marker = beforeKey(key)
        return marker === null || (marker.isWellFormed() && compareKeys(marker, key) < 0)
      }),
    )
  })
})

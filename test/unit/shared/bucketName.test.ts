import { describe, expect, it } from 'vitest'
import { bucketNameProblem } from '../../../shared/model/bucket.ts'

describe('a bucket name', () => {
  it.each([
    ['studio-assets', null],
    ['a.b.c', null],
    ['123', null],
    ['ab', 'too-short'],
    ['x'.repeat(64), 'too-long'],
    ['Studio', 'bad-character'],
    ['a_b', 'bad-character'],
    ['-abc', 'bad-edge'],
    ['abc.', 'bad-edge'],
    ['a..b', 'double-dot'],
    ['a.-b', 'dot-dash'],
    ['192.168.5.4', 'looks-like-ip'],
    ['xn--abc', 'reserved'],
    ['abc-s3alias', 'reserved'],
  ])('%s: %s', (name, problem) => {
    expect(bucketNameProblem(name)).toBe(problem)
  })
})

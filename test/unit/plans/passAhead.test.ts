import { expect, it, vi } from 'vitest'
import { HistoryLookup } from '../../../electron/plans/histories.ts'
import { PassAhead, folderAhead } from '../../../electron/plans/run/passAhead.ts'
import type { RunItem } from '../../../electron/plans/planRows.ts'
import { S3Server } from '../../../electron/s3/server.ts'
import type { PlanSpec } from '../../../shared/model/plan.ts'

const credentials = { accessKeyId: 'a', secretAccessKey: 's', sessionToken: null }
const server = new S3Server({ endpoint: 'http://127.0.0.1:9', region: 'r', pathStyle: true, credentials })
const lookup = () =>
  new HistoryLookup({ server, bucket: 'b' }, null, { signal: new AbortController().signal })

it('goes on with the pass of the batch before, once, and only further on in the same folder', () => {
  const ahead = new PassAhead()
  const pass = lookup()
  ahead.keep(pass, 'a/', 'a/5')
  expect(ahead.take('a/', 'a/6')).toBe(pass)
  expect(ahead.take('a/', 'a/7')).toBeNull()
  ahead.keep(pass, 'a/', 'a/5')
  expect(ahead.take('a/', 'a/5')).toBeNull()
  ahead.keep(pass, 'a/', 'a/5')
  expect(ahead.take('a/b/', 'a/b/1')).toBeNull()
})

it('looks again where the batch before took long', () => {
  const ahead = new PassAhead()
  const now = vi.spyOn(performance, 'now').mockReturnValue(0)
  ahead.keep(lookup(), 'a/', 'a/5')
  now.mockReturnValue(10_001)
  expect(ahead.take('a/', 'a/6')).toBeNull()
  now.mockRestore()
})

const undelete: PlanSpec = {
  kind: 'undelete',
  connectionId: 'c',
  bucket: 'b',
  scope: { keys: [], prefixes: ['a/'] },
}
const item = (action: RunItem['action']): RunItem => ({
  ordinal: 0,
  key: 'a/1',
  side: 'here',
  group: 'come-back',
  action,
  refusal: null,
  sizeBytes: 0,
  sourceMs: null,
  currentMs: null,
  currentBytes: null,
  state: 'waiting',
  failure: null,
  lost: [],
  expected: '',
  result: null,
})

it('reads ahead for markers alone, under the one folder of a plan', () => {
  const unmark = item({ kind: 'unmark', markerIds: ['m'], uncovers: 'v' })
  expect(folderAhead(undelete, [unmark, item({ kind: 'mark' })])).toBe('a/')
  expect(folderAhead(undelete, [unmark, item({ kind: 'destroy', versionIds: ['v'] })])).toBeNull()
  expect(folderAhead(undelete, [{ ...unmark, side: 'there' }])).toBeNull()
  const twoFolders = { ...undelete, scope: { keys: [], prefixes: ['a/', 'b/'] } }
  expect(folderAhead(twoFolders, [unmark])).toBeNull()
})

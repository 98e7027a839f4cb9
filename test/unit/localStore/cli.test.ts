import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rawRequest } from '../../support/rawRequest.ts'
import { runCli, startStoreProcess } from '../../support/storeProcess.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strata-cli-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

describe('the command line', () => {
  it.each([
    [[], '--dir is missing'],
    [['--dir', 'x', '--port', 'many'], '--port must be a number from 0 to 65535'],
    [['--dir', 'x', '--port', '70000'], '--port is above 65535'],
    [['--dir', 'x', '--unheard-of'], "Unknown option '--unheard-of'"],
    [['--dir', '/dev/null/nowhere'], 'ENOTDIR'],
  ])('refuses %j with one line', async (args, complaint) => {
    const { code, stdout, stderr } = await runCli(...args)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain(complaint)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })

  it('explains itself', async () => {
    const { code, stdout } = await runCli('--help')
    expect([code, stdout.startsWith('usage: npm run store')]).toEqual([0, true])
  })

  it('names the folder that another store holds, and the port that is taken', async () => {
    const store = await startStoreProcess(join(folder, 'held'))
    const { port } = new URL(store.endpoint)
    const second = await runCli('--dir', join(folder, 'held'))
    expect([second.code, second.stderr]).toEqual([
      1,
      `store: the folder ${join(folder, 'held')} is in use by another local store\n`,
    ])
    const third = await runCli('--dir', join(folder, 'other'), '--port', port)
    expect([third.code, third.stderr]).toEqual([1, `store: port ${port} is taken\n`])
    expect(await store.end()).toBe(0)
  })

  it.each(['SIGTERM', 'SIGINT'] as const)('ends on %s with what it was told on the disk', async (signal) => {
    const data = join(folder, signal)
    const first = await startStoreProcess(data)
    await rawRequest(first, { method: 'PUT', path: '/bucket' })
    await rawRequest(first, { method: 'PUT', path: '/bucket/a', body: 'kept' })
    expect(await first.end(signal)).toBe(0)
    const second = await startStoreProcess(data)
    expect((await rawRequest(second, { path: '/bucket/a' })).body.toString()).toBe('kept')
    await second.end()
  })
})

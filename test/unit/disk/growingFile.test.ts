import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { Disk } from '../../../electron/disk/disk.ts'

const folder = mkdtempSync(join(tmpdir(), 'strata-hashing-'))
const disk = new Disk()
afterAll(async () => {
  await disk.close()
  rmSync(folder, { recursive: true })
})

it('a file that is told to be empty at first is hashed as it grows', async () => {
  const path = join(folder, 'growing')
  const bytes = Buffer.from('what arrives later')
  writeFileSync(path, bytes)
  const hash = disk.file(path, null)
  for (const toByte of [0, 0, 5, 5, 3, bytes.length]) hash.grownTo(toByte)
  expect((await hash.end()).md5).toBe(createHash('md5').update(bytes).digest('hex'))
})

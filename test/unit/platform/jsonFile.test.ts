import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openJsonFile } from '../../../electron/platform/jsonFile.ts'

const schema = z.object({ names: z.array(z.string()) })
const empty = { names: [] }

describe('a settings file', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'strata-json-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('keeps what was written, for its owner only', () => {
    openJsonFile(folder, 'x', schema, empty).write({ names: ['one'] })
    expect(openJsonFile(folder, 'x', schema, empty).read()).toEqual({ names: ['one'] })
    expect(statSync(join(folder, 'x.json')).mode & 0o077).toBe(0)
  })

  it.each([
    ['is no JSON', '{"value": {"names": ["one"'],
    ['says something else', '{"value": {"names": 7}}'],
  ])('that %s is set aside, never overwritten', (_what, text) => {
    writeFileSync(join(folder, 'x.json'), text)
    const file = openJsonFile(folder, 'x', schema, empty)
    expect(file.read()).toEqual(empty)
    file.write({ names: ['new'] })
    const aside = readdirSync(folder).find((name) => name.startsWith('x.damaged-'))
    expect(readFileSync(join(folder, aside ?? ''), 'utf8')).toBe(text)
    expect(openJsonFile(folder, 'x', schema, empty).read()).toEqual({ names: ['new'] })
  })
})

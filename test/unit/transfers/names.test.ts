import fc from 'fast-check'
import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve, sep } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { safeName } from '../../../electron/transfers/safeName.ts'
import { SaveFolder } from '../../../electron/transfers/savePath.ts'

describe('a safe name', () => {
  it('never leads anywhere, whatever the segment', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (segment) => {
        const name = safeName(segment)
        expect(resolve('/chosen', name).startsWith(`/chosen${sep}`)).toBe(true)
        expect(name).not.toMatch(/[/\\\0]/)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(240)
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['report.pdf', 'report.pdf'],
    ['naïve café — menu.pdf', 'naïve café — menu.pdf'],
    ['..', '_..'],
    ['', '_'],
    ['con', '_con'],
    ['COM1.txt', '_COM1.txt'],
    ['console', 'console'],
    ['a:b?c', 'a_b_c'],
    ['dots...', 'dots___'],
    ['line\nbreak\u0001', 'line_break_'],
  ])('%j is saved as %j', (segment, name) => {
    expect(safeName(segment)).toBe(name)
  })

  it('keeps the extension of a long one and tells two long ones apart', () => {
    const long = 'x'.repeat(300)
    expect(safeName(`${long}.tiff`)).toMatch(/~[0-9a-f]{8}\.tiff$/)
    expect(safeName(`${long}1`)).not.toBe(safeName(`${long}2`))
  })
})

describe('saving', () => {
  let root = ''
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'strata-save-'))
  })
  afterEach(() => rm(root, { recursive: true, force: true }))

  it('makes folders for any prefix inside the chosen one', async () => {
    const save = new SaveFolder(root)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('a', '..', '', '.', '/', 'con', '\u0000'), { maxLength: 4 }),
        async (segments) => {
          const prefix = segments.map((segment) => `${segment}/`).join('')
          const folder = await save.folderFor(prefix)
          expect(folder === root || folder.startsWith(root + sep)).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('puts a folder beside a file of the same name', async () => {
    await writeFile(join(root, 'a'), 'file')
    expect(await new SaveFolder(root).folderFor('a/')).toBe(join(root, 'a (2)'))
  })

  it('writes nothing through a link that leads out', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'strata-outside-'))
    await symlink(outside, join(root, 'evil'))
    await expect(new SaveFolder(root).folderFor('evil/')).rejects.toMatchObject({
      failure: { reason: 'leads-outside' },
    })
    expect(await readdir(outside)).toEqual([])
    await rm(outside, { recursive: true })
  })
})

/** Folders of tests, gone when their test is, however it ends. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder of the test that runs, or is about to (in beforeEach). */
export function testFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `strata-${name}-`))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  return folder
}

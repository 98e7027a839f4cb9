/** Unit tests and tests against real servers; the app itself is tested by Playwright (test/app). */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    // Tests wait for servers more than they compute: one file's waiting is another's work.
    maxWorkers: 3,
    // Nothing keeps state in a module, so files may share the modules they load.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    chaiConfig: { truncateThreshold: 0 },
    env: { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' },
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'] } },
      {
        extends: true,
        test: {
          name: 'servers',
          include: ['test/{s3,services}/**/*.test.ts'],
          globalSetup: 'test/support/cephForTheRun.ts',
        },
      },
    ],
  },
})

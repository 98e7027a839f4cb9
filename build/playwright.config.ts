/** Tests of the whole app, in a real browser. */
import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '../test',
  testMatch: ['app/**/*.spec.ts', 'electron/**/*.spec.ts'],
  globalSetup: '../test/app/globalSetup.ts',
  outputDir: '../test-results',
  // Tests of the window wait more than they compute.
  workers: 3,
  fullyParallel: true,
  timeout: 60_000,
  // Machines that run this are busy.
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    // Waiting for things to stop moving is most of what a click costs.
    contextOptions: { reducedMotion: 'reduce' },
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: process.env['STRATA_CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    },
  },
})

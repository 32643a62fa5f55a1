import { defineConfig } from 'playwright/test'

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'out/e2e',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // Apps mostly wait for each other; two at a time keep two cores busy.
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: 'out/e2e.json' }]],
  use: { screenshot: 'only-on-failure', trace: 'off' },
})

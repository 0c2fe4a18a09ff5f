import { defineConfig } from 'vitest/config'

const all = {
  exclude: ['**/node_modules/**', '**/dist/**', '**/.tsc/**'],
  testTimeout: 120_000,
  hookTimeout: 60_000,
  // As long as it takes on a machine with much to do; what comes true is not waited for any longer.
  expect: { poll: { timeout: 15_000 } },
}

export default defineConfig({
  test: {
    // Here, not in the projects: once a run.
    globalSetup: ['scripts/test-setup.mjs', 'server/testing/prepared.ts'],
    // Databases and mail servers are processes beside them; with one worker half of two cores waits.
    maxWorkers: 2,
    reporters: ['default', 'json'],
    outputFile: { json: '.reports/vitest.json' },
    projects: [
      {
        test: {
          ...all,
          name: 'server',
          include: ['shared/**/*.test.ts', 'server/**/*.test.ts', 'bench/**/*.test.ts', 'docs/**/*.test.ts'],
          // Its files keep nothing in their modules, each has databases of its own: loading the server once a worker saves a third of the time.
          isolate: false,
        },
      },
      {
        test: {
          ...all,
          name: 'programs',
          include: ['panel/**/*.test.{ts,tsx}', 'addin-outlook/**/*.test.ts', 'addin-thunderbird/**/*.test.ts'],
        },
      },
    ],
  },
})

import { defineConfig } from 'vitest/config'

const exclude = ['**/node_modules/**', '**/dist/**', '**/.tsc/**']

export default defineConfig({
  test: {
    globalSetup: ['scripts/test-setup.mjs', 'server/testing/prepared.ts'],
    // Databases and mail servers are processes beside them; with one worker half of two cores waits.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 60_000,
    // As long as it takes on a machine with much to do; what comes true is not waited for any longer.
    expect: { poll: { timeout: 15_000 } },
    reporters: ['default', 'json'],
    outputFile: { json: '.reports/vitest.json' },
    projects: [
      {
        extends: true,
        test: {
          name: 'server',
          include: ['shared/**/*.test.ts', 'server/**/*.test.ts', 'bench/**/*.test.ts', 'docs/**/*.test.ts'],
          exclude,
          // Its files keep nothing in their modules, each has databases of its own: loading the server once a worker saves a third of the time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'programs',
          include: ['panel/**/*.test.{ts,tsx}', 'addin-outlook/**/*.test.ts', 'addin-thunderbird/**/*.test.ts'],
          exclude,
        },
      },
    ],
  },
})

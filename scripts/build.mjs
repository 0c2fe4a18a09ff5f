// Builds the server with esbuild: our own code bundled, packages left outside.
import { copyFileSync, existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Entry points; one that does not exist yet is left out. */
const entries = ['server/main.ts', 'server/cli.ts', 'server/intake/reading-worker.ts']

export async function buildServer() {
  await build({
    absWorkingDir: root,
    entryPoints: entries.filter((entry) => existsSync(join(root, entry))),
    outdir: 'server/dist',
    entryNames: '[name]',
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    alias: { '@postakte/shared': join(root, 'shared') },
    sourcemap: true,
    logLevel: 'warning',
  })
  await build({
    absWorkingDir: root,
    entryPoints: ['server/dev/page/mails.ts'],
    outdir: 'server/dist/page',
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    alias: { '@postakte/shared': join(root, 'shared') },
    logLevel: 'warning',
  })
  for (const file of ['mails.html', 'mails.css', 'icon.svg'])
    copyFileSync(join(root, 'server/dev/page', file), join(root, 'server/dist/page', file))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildServer()

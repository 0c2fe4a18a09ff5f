// Builds the server with esbuild (our own code bundled, packages left outside) and the add-ins that it serves.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { buildRelease } from '../addin-thunderbird/release.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Entry points; one that does not exist yet is left out. */
const entries = [
  'server/main.ts',
  'server/cli.ts',
  'server/intake/reading-worker.ts',
  'server/mails/parts-worker.ts',
  'server/showing/showing-worker.ts',
]

/** What the browser gets as it is. */
const pageFiles = [
  'server/dev/page/mails.html',
  'server/dev/page/mails.css',
  'server/sign-in/page/device.html',
  'server/sign-in/page/device.css',
  'server/pages/base.css',
  'server/pages/icon.svg',
  'server/install/install.css',
  'manifest.xml',
]

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
    entryPoints: ['server/dev/page/mails.ts', 'server/sign-in/page/device.ts'],
    outdir: 'server/dist/page',
    entryNames: '[name]',
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    alias: { '@postakte/shared': join(root, 'shared') },
    logLevel: 'warning',
  })
  for (const file of pageFiles) copyFileSync(join(root, file), join(root, 'server/dist/page', basename(file)))
}

/** The pane of Outlook, into server/dist/outlook. A process of its own: what is shipped must not depend on who asks for it. */
export function buildOutlook() {
  const folder = join(root, 'addin-outlook')
  const vite = spawnSync(process.execPath, [join(folder, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (vite.status !== 0) throw new Error('The add-in for Outlook could not be built.')
  compress(join(root, 'server/dist/outlook'))
}

/** The add-on for Thunderbird, its sources for reviewers, and its files, into server/dist/thunderbird. */
export const buildThunderbird = () => buildRelease(join(root, 'server/dist/thunderbird'))

/** Once, as small as can be, so that the server has no work with it. */
function compress(folder) {
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!/\.(?:js|css|html|svg)$/.test(name)) continue
    const bytes = readFileSync(join(folder, name))
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes))
    writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }))
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildServer()
  buildOutlook()
  await buildThunderbird()
}

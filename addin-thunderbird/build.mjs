// Builds the add-on: readable, not minified, the same bytes from the same sources.
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { vendorList } from './vendor.mjs'

const folder = dirname(fileURLToPath(import.meta.url))
/** The script that is put beside each mail runs in Thunderbird's own process. */
const sidePanelLimit = 30 * 1024

/** `more`: further entry points, for tests. Gives the sources that it was made of, by their paths from this folder. */
export async function buildAddIn(outdir, more = {}) {
  rmSync(outdir, { recursive: true, force: true })
  mkdirSync(outdir, { recursive: true })
  const common = {
    absWorkingDir: folder,
    outdir,
    bundle: true,
    platform: 'browser',
    target: 'firefox140',
    charset: 'utf8',
    legalComments: 'inline',
    logLevel: 'warning',
    metafile: true,
    define: { 'process.env.NODE_ENV': '"production"' },
  }
  const made = [
    await build({ ...common, entryPoints: { 'side-panel': 'side/side-panel.ts', 'no-eval': 'host/no-eval.ts' }, format: 'iife' }),
    await build({ ...common, entryPoints: { background: 'background.ts' }, format: 'esm' }),
    await build({
      ...common,
      entryPoints: { options: 'options/options.ts', panel: 'page/panel-page.ts', ...more },
      format: 'esm',
      splitting: true,
      chunkNames: 'parts/[name]-[hash]',
      jsx: 'automatic',
    }),
  ]
  for (const file of ['options/options.html', 'options/options.css', 'page/panel.html', 'page/page.css'])
    copyFileSync(join(folder, file), join(outdir, file.slice(file.lastIndexOf('/') + 1)))
  writeFileSync(join(outdir, 'manifest.json'), manifest())
  cpSync(join(folder, '_locales'), join(outdir, '_locales'), { recursive: true })
  cpSync(join(folder, 'icons'), join(outdir, 'icons'), { recursive: true })
  // The add-on that a server hands out names that server here.
  writeFileSync(join(outdir, 'server.json'), '{ "server": null }\n')
  const inputs = inputsOf(made)
  writeFileSync(join(outdir, 'VENDOR.md'), vendorList(folder, inputs))
  const size = statSync(join(outdir, 'side-panel.js')).size
  if (size > sidePanelLimit) throw new Error(`side-panel.js has ${size} bytes, at most ${sidePanelLimit}`)
  return inputs
}

/** The version stands in package.json alone. */
function manifest() {
  const [own, { version }] = ['manifest.json', 'package.json'].map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))
  const { manifest_version, name, ...others } = own
  return `${JSON.stringify({ manifest_version, name, version, ...others }, null, 2)}\n`
}

/** Only what is in the result: much of a library may be left out. */
function inputsOf(made) {
  const outputs = made.flatMap(({ metafile }) => Object.values(metafile.outputs))
  const used = outputs.flatMap(({ inputs }) => Object.keys(inputs).filter((path) => inputs[path].bytesInOutput > 0))
  return [...new Set(used)].sort()
}

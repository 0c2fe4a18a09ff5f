// What is published: the add-on for the add-on site, its sources for the reviewers there, and its files for servers.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildAddIn } from './build.mjs'
import { zip, zipFolder } from './zip.mjs'

const folder = dirname(fileURLToPath(import.meta.url))
const root = dirname(folder)

/** Into `add-on/`, `postakte.xpi` and `postakte-source.zip`; gives the sources of the add-on. */
export async function buildRelease(outdir = join(folder, 'dist')) {
  rmSync(outdir, { recursive: true, force: true })
  mkdirSync(outdir, { recursive: true })
  const inputs = await buildAddIn(join(outdir, 'add-on'))
  zipFolder(join(outdir, 'add-on'), join(outdir, 'postakte.xpi'))
  writeFileSync(join(outdir, 'postakte-source.zip'), zip(sourceFiles()))
  return inputs
}

/** Packages whose sources go into the add-on, and those of which the lock file wants the package.json. */
const whole = ['shared', 'panel', 'addin-thunderbird', 'patches']
const named = ['server', 'bench', 'addin-outlook']
const beside = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', 'tsconfig.base.json', 'tsconfig.json']
const leftOut = new Set(['node_modules', 'dist', '.tsc', 'testing', 'gallery'])

function sourceFiles() {
  const names = [...beside, ...named.map((one) => `${one}/package.json`), ...whole.flatMap(filesBelow)]
  const files = names.filter((name) => existsSync(join(root, name))).map((name) => [name, readFileSync(join(root, name))])
  return [['README.md', readFileSync(join(folder, 'BUILD.md'))], ...files]
}

function filesBelow(path) {
  return readdirSync(join(root, path), { withFileTypes: true })
    .filter(({ name }) => !leftOut.has(name) && !/\.test\.tsx?$/.test(name))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(`${path}/${entry.name}`) : [`${path}/${entry.name}`]))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildRelease()

// What is built and from what. No dependency, so that it runs on a bare Node.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Folders that each part is built from, and where it is noted of what it was built last. */
const parts = {
  server: { from: ['shared', 'server'], mark: 'server/dist/.built' },
  outlook: { from: ['shared', 'panel', 'addin-outlook'], mark: 'server/dist/.built-outlook' },
  thunderbird: { from: ['shared', 'panel', 'addin-thunderbird'], mark: 'server/dist/.built-thunderbird' },
}
const beside = ['scripts/build.mjs', 'pnpm-lock.yaml', 'manifest.xml', 'addin-thunderbird/zip.mjs']
/** What else lies in the archive of the add-on's sources (addin-thunderbird/release.mjs). */
const inArchive = [
  ...['package.json', 'pnpm-workspace.yaml', 'tsconfig.base.json', 'tsconfig.json'],
  ...['server', 'bench', 'addin-outlook'].map((one) => `${one}/package.json`),
]

/** Does the work when a source of that part changed since it was done last. */
export async function whenChanged(part, work) {
  const { from, mark } = parts[part]
  const wanted = hashOf([...beside, ...inArchive, ...from.flatMap(sources)])
  const path = join(root, mark)
  if (existsSync(path) && readFileSync(path, 'utf8') === wanted) return
  await work()
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, wanted)
}

function hashOf(paths) {
  const hash = createHash('sha256')
  for (const path of paths) hash.update(path).update(readFileSync(join(root, path)))
  return hash.digest('hex')
}

function sources(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !['node_modules', 'dist', '.tsc', 'migrations', 'testing', 'gallery'].includes(entry.name))
    .flatMap((entry) =>
      entry.isDirectory()
        ? sources(join(folder, entry.name))
        : /\.(tsx?|mjs|json|md|css|html|svg|png)$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name)
          ? [join(folder, entry.name)]
          : [],
    )
}

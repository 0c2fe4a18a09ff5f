// The one door: npm start, npm test, npm run postakte|check|bench|chaos. No dependency, so that it runs on a bare Node.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { whenChanged } from './fresh.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [command, ...args] = process.argv.slice(2)

for (const name of Object.keys(process.env)) if (name.startsWith('npm_')) delete process.env[name]

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Postakte needs Node 20.19 or later; this is ${process.versions.node}.`)
  process.exit(1)
}

const bin = (name) => join(root, 'node_modules', '.bin', name)
const read = (path) => (existsSync(path) ? readFileSync(path) : '')

/** Installs when the lock file, a package.json or Node changed since the last time. */
function install() {
  const hash = createHash('sha256').update(process.versions.node)
  for (const path of [
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    'package.json',
    'shared/package.json',
    'server/package.json',
    'bench/package.json',
    'panel/package.json',
    'addin-outlook/package.json',
    'addin-thunderbird/package.json',
  ])
    hash.update(read(join(root, path)))
  const wanted = hash.digest('hex')
  const mark = join(root, 'node_modules', '.bootstrap')
  if (String(read(mark)) === wanted) return
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  console.error('Installing packages …')
  const done = spawnSync('npx', ['--yes', packageManager, 'install', '--frozen-lockfile', '--prefer-offline'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (done.status !== 0) {
    console.error('The packages could not be installed. Is the npm registry reachable? Try again; nothing is lost.')
    process.exit(1)
  }
  writeFileSync(mark, wanted)
}

/** Builds what a source of changed. */
async function build() {
  await whenChanged('server', async () => (await import('./build.mjs')).buildServer())
  await whenChanged('outlook', async () => (await import('./build.mjs')).buildOutlook())
  await whenChanged('thunderbird', async () => (await import('./build.mjs')).buildThunderbird())
}

/** npm's shell dies at SIGTERM without telling us: when the parent changes, we stop, too. */
function stopWithParent() {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM')
  }, 500).unref()
}

function run(program, parameters, environment = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...environment },
      shell: process.platform === 'win32',
    })
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

/** Says aloud which tests were left out, from the report itself. */
function tellLeftOut() {
  const path = join(root, '.reports', 'vitest.json')
  if (!existsSync(path)) return
  const report = JSON.parse(readFileSync(path, 'utf8'))
  const left = report.testResults.flatMap((file) =>
    file.assertionResults.filter((one) => one.status === 'skipped' || one.status === 'pending').map((one) => `  ${one.fullName}`),
  )
  if (left.length > 0)
    console.log(
      `\nLEFT OUT, ${left.length} tests whose component is missing here (.ci/run installs all):\n${left.slice(0, 20).join('\n')}${left.length > 20 ? '\n  …' : ''}`,
    )
}

install()
process.chdir(root)
mkdirSync(join(root, '.reports'), { recursive: true })
switch (command) {
  case 'start':
    await build()
    stopWithParent()
    await import(pathToFileURL(join(root, 'server/dist/main.js')))
    break
  case 'postakte':
    await build()
    process.chdir(process.env.INIT_CWD ?? root)
    process.argv = [process.argv[0], 'postakte', ...args]
    await import(pathToFileURL(join(root, 'server/dist/cli.js')))
    break
  case 'test':
    rmSync(join(root, '.reports', 'vitest.json'), { force: true })
    process.exitCode = await run(bin('vitest'), ['run', ...args])
    tellLeftOut()
    break
  case 'check':
    process.exitCode = (await run(bin('tsc'), ['-b'])) || (await run(bin('biome'), ['check', '.']))
    break
  case 'bench':
    await build()
    process.exitCode = await run(bin('tsx'), ['bench/main.ts', ...args])
    break
  case 'chaos':
    await build()
    process.exitCode = await run(bin('tsx'), ['server/testing/chaos/main.ts', ...args])
    break
  default:
    console.error('npm start | npm test | npm run postakte -- … | npm run check | npm run bench -- … | npm run chaos -- …')
    process.exitCode = 2
}

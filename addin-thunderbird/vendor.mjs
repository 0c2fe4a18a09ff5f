import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What is in the add-on and is not ours, for its reviewers and as the licences ask: Markdown. */
export function vendorList(folder, inputs) {
  const packages = [...new Set(inputs.flatMap(packageFolder))].sort().map((path) => packageAt(join(folder, path)))
  const lines = packages.map(({ name, version, licence, source }) => `| ${name} | ${version} | ${licence} | ${source} |`)
  const licences = packages.map(({ name, version, text }) => `## ${name} ${version}\n\n${text}`)
  return `# Libraries in this add-on

Unmodified, from their published packages, in the versions that the lock file of the source archive pins.

| package | version | licence | source |
|---|---|---|---|
${[...new Set(lines)].join('\n')}

${[...new Set(licences)].join('\n\n')}
`
}

/** "../node_modules/.pnpm/react@19/node_modules/react" of a path in it; nothing of our own. */
function packageFolder(path) {
  const found = /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)
  return found ? [found[0]] : []
}

function packageAt(path) {
  const { name, version, license, repository, homepage } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'))
  const file = readdirSync(path).find((one) => /^licen[cs]e(?:\.|$)/i.test(one))
  return {
    name,
    version,
    licence: typeof license === 'string' ? license : license?.type,
    source: addressOf(repository) || homepage || '',
    text:
      file && existsSync(join(path, file)) ? readFileSync(join(path, file), 'utf8').replaceAll('\r\n', '\n').trim() : `Licence: ${license}`,
  }
}

const addressOf = (repository) =>
  (typeof repository === 'string' ? repository : (repository?.url ?? ''))
    .replace(/^git\+/, '')
    .replace(/\.git$/, '')
    .replace(/^(?:github:)?(?=[\w-]+\/[\w-]+$)/, 'https://github.com/')

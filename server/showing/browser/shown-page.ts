import { join } from 'node:path'
import { build } from 'esbuild'

const root = join(import.meta.dirname, '../../..')

/** The script of the test's page: the browser's layer as the panel will have it, DOMPurify and our list, and what the test does. */
const pageSource = `
import DOMPurify from 'dompurify'
import { secondLayer } from '@postakte/shared/showing/second-layer'
import * as inside from './showing/browser/inside'
window.clean = secondLayer(DOMPurify(window))
window.inside = inside
`

export async function pageScript(): Promise<string> {
  const built = await build({
    stdin: { contents: pageSource, resolveDir: join(root, 'server'), loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    alias: { '@postakte/shared': join(root, 'shared') },
  })
  return built.outputFiles[0]!.text
}

/** A page of ours with a mail in the middle, as raw as it is given: what stands around it may not be touched. */
export const bareDocument = (html: string) =>
  `<!doctype html><html><head><style>body{margin:0}#banner,#below{height:40px;background:#eee}#mail{height:120px;width:300px;overflow:auto}</style></head>` +
  `<body><div id="banner">Postakte</div><div id="mail">${html}</div><div id="below">Ablegen</div></body></html>`

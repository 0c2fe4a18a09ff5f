import { copyFileSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { build, defineConfig, type Plugin } from 'vite'
import { bareRoutes } from '../panel/build/bare-routes'

/** What a pane must load before it shows anything; above that the build fails. */
const limit = 170 * 1024
const folder = import.meta.dirname
const built = join(folder, '../server/dist/outlook')

/** Served by the server below /outlook/, beside the icons that the manifest names. */
export default defineConfig({
  root: folder,
  base: './',
  plugins: [react(), bareRoutes(), sizeLimit(), icons(), onSending()],
  build: {
    outDir: built,
    emptyOutDir: true,
    target: 'es2022',
    // An inline script would be refused by the page's Content-Security-Policy.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: { input: { panel: join(folder, 'panel.html') } },
  },
})

/** The entry and all that it loads at once, as it goes over the wire. */
function sizeLimit(): Plugin {
  return {
    name: 'size-limit',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((one) => one.type === 'chunk')
      const wanted = new Set<string>()
      const want = (name: string) => {
        const chunk = chunks.find(({ fileName }) => fileName === name)
        if (!chunk || wanted.has(name)) return
        wanted.add(name)
        chunk.imports.forEach(want)
      }
      for (const { isEntry, fileName } of chunks) if (isEntry) want(fileName)
      const size = chunks.filter(({ fileName }) => wanted.has(fileName)).reduce((sum, { code }) => sum + gzipSync(code).length, 0)
      const text = `${(size / 1024).toFixed(1)} KiB gzip at start, at most ${limit / 1024}`
      if (size > limit) this.error(text)
      this.info(text)
    },
  }
}

/** What runs on sending is built for itself, and lies beside the pane. */
function onSending(): Plugin {
  return {
    name: 'on-sending',
    async closeBundle() {
      await build({ configFile: join(folder, 'vite.sending.config.ts'), logLevel: 'warn' })
      copyFileSync(join(folder, 'sending.html'), join(built, 'sending.html'))
    },
  }
}

function icons(): Plugin {
  return {
    name: 'icons',
    generateBundle() {
      for (const name of readdirSync(join(folder, 'icons')).filter((one) => one.endsWith('.png')))
        this.emitFile({ type: 'asset', fileName: `icons/${name}`, source: readFileSync(join(folder, 'icons', name)) })
    },
  }
}

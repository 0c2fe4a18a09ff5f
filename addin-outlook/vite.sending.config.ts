import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'

/** Every mail that is sent waits for it. */
const limit = 12 * 1024
const folder = import.meta.dirname

/** What runs on sending: one file without imports, in the language that classic Outlook's runtime for scripts speaks. */
export default defineConfig({
  root: folder,
  plugins: [sizeLimit()],
  build: {
    outDir: '../server/dist/outlook',
    emptyOutDir: false,
    target: 'es2016',
    lib: { entry: join(folder, 'sending/sending.ts'), formats: ['iife'], name: 'postakteSending', fileName: () => 'sending.js' },
  },
})

function sizeLimit(): Plugin {
  return {
    name: 'size-limit-of-sending',
    generateBundle(_, bundle) {
      const size = Object.values(bundle).reduce((sum, one) => sum + (one.type === 'chunk' ? gzipSync(one.code).length : 0), 0)
      const text = `${(size / 1024).toFixed(1)} KiB gzip on sending, at most ${limit / 1024}`
      if (size > limit) this.error(text)
      this.info(text)
    },
  }
}

import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { bareRoutes } from './build/bare-routes'

/** The gallery; the add-ins build the panel with configurations of their own. */
export default defineConfig({
  root: 'gallery',
  base: './',
  plugins: [react(), bareRoutes()],
  build: { outDir: '../dist/gallery', emptyOutDir: true, target: 'es2022' },
})

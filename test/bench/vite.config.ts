import path from 'node:path'
import { defineConfig } from 'vite'
import { browserScripts } from '../../vite-browser-scripts.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** The bench is measured as it would run: bundled, without a test runner around it. */
export default defineConfig({
  root,
  logLevel: 'error',
  plugins: [browserScripts()],
  build: {
    ssr: path.join(import.meta.dirname, 'run.ts'),
    outDir: path.join(root, 'dist/bench'),
    emptyOutDir: true,
    copyPublicDir: false,
  },
})

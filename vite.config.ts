import path from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import { tanstackRouter } from '@tanstack/router-plugin/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const root = import.meta.dirname
const client = path.join(root, 'client')

/** Entries of the server build. The sandbox has its own, because it runs in a worker thread. */
const serverEntries = {
  main: path.join(root, 'server/main.ts'),
  cli: path.join(root, 'server/cli.ts'),
  sandbox: path.join(root, 'server/sandbox/main.ts'),
  'sandbox-worker': path.join(root, 'server/sandbox/worker.ts'),
}

export default defineConfig({
  root: client,
  cacheDir: path.join(root, 'node_modules/.vite'),
  plugins: [
    // The tree of routes is written by the build and by development, never by a test run.
    process.env.VITEST === undefined &&
      tanstackRouter({
        target: 'react',
        autoCodeSplitting: true,
        addExtensions: true,
        routesDirectory: path.join(client, 'routes'),
        generatedRouteTree: path.join(client, 'routeTree.gen.ts'),
        quoteStyle: 'single',
      }),
    react(),
    tailwindcss(),
  ],
  builder: {},
  environments: {
    client: {
      build: {
        outDir: path.join(root, 'dist/client'),
        emptyOutDir: true,
        assetsInlineLimit: 0,
        manifest: true,
      },
    },
    ssr: {
      build: {
        ssr: true,
        outDir: path.join(root, 'dist/server'),
        emptyOutDir: true,
        copyPublicDir: false,
        rolldownOptions: { input: serverEntries },
      },
    },
  },
  test: {
    root,
    include: ['test/**/*.test.{ts,tsx}'],
    setupFiles: [path.join(root, 'test/setup.ts')],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
})

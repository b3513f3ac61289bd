import fs from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import tailwindcss from '@tailwindcss/vite'
import { tanstackRouter } from '@tanstack/router-plugin/vite'
import react from '@vitejs/plugin-react'
import { isRunnableDevEnvironment, type Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { browserScripts } from './vite-browser-scripts.ts'

const root = import.meta.dirname
const client = path.join(root, 'client')

/** Entries of the server build. The sandbox has its own, because it runs in a worker thread. */
const serverEntries = {
  main: path.join(root, 'server/main.ts'),
  cli: path.join(root, 'server/cli.ts'),
  sandbox: path.join(root, 'server/sandbox/main.ts'),
  'sandbox-worker': path.join(root, 'server/sandbox/worker.ts'),
}

/** Lays a `.br` and a `.gz` beside each text asset, so that no request pays for compression. */
function compressedAssets(): Plugin {
  const worthIt = /\.(js|css|html|svg|json|txt)$/
  return {
    name: 'compressed-assets',
    apply: 'build',
    applyToEnvironment: environment => environment.name === 'client',
    async writeBundle({ dir = '' }, bundle) {
      for (const name of Object.keys(bundle).filter(file => worthIt.test(file))) {
        const bytes = await fs.promises.readFile(path.join(dir, name))
        if (bytes.byteLength < 1024) continue
        await fs.promises.writeFile(path.join(dir, `${name}.br`), await promisify(brotliCompress)(bytes))
        await fs.promises.writeFile(path.join(dir, `${name}.gz`), await promisify(gzip)(bytes, { level: 9 }))
      }
    },
  }
}

interface DevelopmentModule {
  startDevelopment(origin: string): Promise<{
    handle: (request: unknown, response: unknown, next: () => void) => void
    stop(): Promise<void>
  }>
}

const ofTheDesk = /^\/(api|webhooks|healthz|readyz|metrics)(\/|\?|$)/

/** In development the desk answers inside Vite's server, and starts again by itself when its code changes. */
function deskInVite(): Plugin {
  return {
    name: 'desk-in-vite',
    apply: 'serve',
    configureServer(server) {
      if (process.env.VITEST !== undefined) return
      const { ssr } = server.environments
      if (!ssr || !isRunnableDevEnvironment(ssr))
        throw new Error('The server environment cannot run in development')
      const start = async () => {
        const module: DevelopmentModule = await ssr.runner.import(path.join(root, 'server/development.ts'))
        const { port = 4242 } = server.config.server
        return await module.startDevelopment(`http://127.0.0.1:${port}`)
      }
      let desk: ReturnType<typeof start> | undefined
      const restart = async () => {
        const old = desk
        desk = undefined
        await (await old?.catch(() => undefined))?.stop()
        ssr.runner.clearCache()
      }
      server.watcher.add([path.join(root, 'server'), path.join(root, 'shared')])
      server.watcher.on('change', file => {
        if (/\/(server|shared)\//.test(file))
          restart().catch(error => server.config.logger.error(String(error)))
      })
      server.httpServer?.once('listening', () => {
        desk ??= start()
        desk.catch(error => server.config.logger.error(String(error)))
      })
      server.middlewares.use((request, response, next) => {
        if (!ofTheDesk.test(request.url ?? '')) return next()
        desk ??= start()
        desk.then(({ handle }) => handle(request, response, next), next)
      })
    },
  }
}

/** What the first page needs, in one chunk: in twenty small ones it would be a twentieth larger. */
const firstPage = { name: 'first', test: /client\/features\/(frame\/desk-frame|work\/work-page)\.tsx$/ }

export default defineConfig({
  root: client,
  cacheDir: path.join(root, 'node_modules/.vite'),
  server: { host: '127.0.0.1', port: Number(process.env.PORT ?? 4242), strictPort: true },
  plugins: [
    // The tree of routes is written by the build and by development, never by a test run.
    process.env.VITEST === undefined &&
      tanstackRouter({
        target: 'react',
        autoCodeSplitting: true,
        // A loader comes with its page: what it reads by, the contract with its parser, is not of the first page.
        codeSplittingOptions: {
          defaultBehavior: [['loader', 'component'], ['errorComponent'], ['notFoundComponent']],
        },
        addExtensions: true,
        routesDirectory: path.join(client, 'routes'),
        generatedRouteTree: path.join(client, 'routeTree.gen.ts'),
        quoteStyle: 'single',
      }),
    react(),
    tailwindcss(),
    compressedAssets(),
    browserScripts(),
    deskInVite(),
  ],
  builder: {},
  environments: {
    client: {
      build: {
        outDir: path.join(root, 'dist/client'),
        emptyOutDir: true,
        assetsInlineLimit: 0,
        manifest: true,
        modulePreload: { polyfill: false },
        rolldownOptions: { output: { codeSplitting: { groups: [firstPage] } } },
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
    hookTimeout: 90_000,
    // Stylesheets are left out of tests, but for those that the sandbox serves as text.
    css: { include: /\.css\?raw$/ },
    pool: 'forks',
    maxWorkers: 2,
  },
})

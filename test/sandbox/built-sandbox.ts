import path from 'node:path'
import { build } from 'vite'
import { browserScripts } from '../../vite-browser-scripts.ts'

const root = path.join(import.meta.dirname, '..', '..')

/**
 * Builds the sandbox as the server build does, for tests that need it in a process or thread of its own; answers the
 * folder. It lies inside the project, so that the bundle finds its packages.
 */
export async function buildSandbox(name: string): Promise<string> {
  const outDir = path.join(root, 'node_modules', '.cache', 'sandbox-test', name)
  await build({
    root,
    configFile: false,
    plugins: [browserScripts()],
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      rolldownOptions: {
        input: {
          sandbox: path.join(root, 'server/sandbox/main.ts'),
          'sandbox-worker': path.join(root, 'server/sandbox/worker.ts'),
          start: path.join(root, 'server/sandbox/start.ts'),
        },
      },
    },
  })
  return outDir
}

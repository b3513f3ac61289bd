import path from 'node:path'
import { build, type Plugin } from 'vite'

const query = '?browser'

interface Bundle {
  readonly code: string
  /** The files that it is made of. */
  readonly files: readonly string[]
}

/** The script at `file` with all that it imports, small and in one piece, for a `<script>` of any kind. */
async function bundle(file: string): Promise<Bundle> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    root: path.dirname(file),
    build: {
      write: false,
      target: 'es2022',
      modulePreload: { polyfill: false },
      rolldownOptions: { input: file, output: { format: 'iife', name: 'page', exports: 'none' } },
    },
  })
  const [made] = Array.isArray(built) ? built : [built]
  const chunk = made && 'output' in made ? made.output[0] : undefined
  if (chunk?.type !== 'chunk') throw new Error(`${file} made no script`)
  return { code: chunk.code, files: chunk.moduleIds.filter(id => path.isAbsolute(id)) }
}

/**
 * `import { script } from './browser/pay.ts?browser'` is the text of that script, bundled for browsers: the sandbox serves
 * it from memory, in the build, in development and in tests alike.
 */
export function browserScripts(): Plugin {
  return {
    name: 'browser-scripts',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!source.endsWith(query)) return null
      const found = await this.resolve(source.slice(0, -query.length), importer, { skipSelf: true })
      return found && `${found.id}${query}`
    },
    async load(id) {
      if (!id.endsWith(query)) return null
      const { code, files } = await bundle(id.slice(0, -query.length))
      for (const file of files) this.addWatchFile(file)
      return { code: `export const script = ${JSON.stringify(code)}`, moduleType: 'js' }
    },
  }
}

import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { openEmbeddedStore } from '#server/store/embedded/open.ts'
import { keptLog, stillClock } from './quiet-ports.ts'
import { storeContract } from './store-contract.ts'

storeContract('the embedded store', async () => {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'counterfoil-store-'))
  const open = () =>
    openEmbeddedStore({
      ...{ directory, clock: stillClock, log: keptLog() },
      onFatal: error => {
        throw error
      },
    })
  let store = await open()
  return {
    get store() {
      return store
    },
    reopen: async () => {
      await store.close()
      store = await open()
      return store
    },
    dispose: async () => {
      await store.close()
      await rm(directory, { recursive: true })
    },
  }
})

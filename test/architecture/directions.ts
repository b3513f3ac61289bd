/** A room, and what stands below it: it may import those and itself, and nothing else of ours. */
export interface Room {
  readonly name: string
  readonly files: RegExp
  readonly mayImport: readonly RegExp[]
}

const shared = /^shared\//
const ports = /^server\/(ports|problem|context|redact)\.ts$/
const storePort = /^server\/store\/port\.ts$/

// The first room that a file's path matches is its room.
export const rooms: readonly Room[] = [
  { name: 'shared/domain', files: /^shared\/domain\//, mayImport: [/^shared\/domain\//] },
  { name: 'shared/api', files: /^shared\/api\//, mayImport: [shared] },
  { name: 'client/lib', files: /^client\/lib\//, mayImport: [/^client\/lib\//, shared] },
  { name: 'client/ui', files: /^client\/ui\//, mayImport: [/^client\/(ui|lib)\//] },
  { name: 'client/kit', files: /^client\/kit\//, mayImport: [/^client\/(kit|ui|lib)\//, shared] },
  { name: 'client/features', files: /^client\/features\//, mayImport: [/^client\/(kit|ui|lib)\//, shared] },
  { name: 'client/routes', files: /^client\/routes\//, mayImport: [/^client\//, shared] },
  { name: 'client', files: /^client\/[^/]+$/, mayImport: [/^client\//, shared] },
  {
    name: 'sandbox in a browser',
    files: /^server\/sandbox\/pages\/browser\//,
    mayImport: [/^server\/sandbox\/pages\/browser\//, /^shared\/domain\//],
  },
  { name: 'sandbox', files: /^server\/sandbox\//, mayImport: [/^server\/sandbox\//, /^shared\/domain\//] },
  { name: 'ports', files: ports, mayImport: [ports, shared] },
  { name: 'store', files: /^server\/store\//, mayImport: [/^server\/store\//, ports, shared] },
  { name: 'http', files: /^server\/http\//, mayImport: [/^server\/http\//, ports, shared] },
  {
    name: 'stripe',
    files: /^server\/stripe\//,
    mayImport: [/^server\/stripe\//, storePort, /^server\/operations\/port\.ts$/, ports, shared],
  },
  { name: 'access', files: /^server\/access\//, mayImport: [/^server\/access\//, storePort, ports, shared] },
  {
    name: 'operations',
    files: /^server\/operations\//,
    mayImport: [
      /^server\/(operations|stripe|access)\//,
      /^server\/inbox\/handler\.ts$/,
      storePort,
      ports,
      shared,
    ],
  },
  {
    name: 'inbox',
    files: /^server\/inbox\//,
    mayImport: [/^server\/(inbox|stripe|access)\//, storePort, ports, shared],
  },
  {
    name: 'server/features',
    files: /^server\/features\//,
    mayImport: [
      /^server\/(operations|inbox|access|stripe)\//,
      storePort,
      /^server\/http\/route\.ts$/,
      ports,
      shared,
    ],
  },
  { name: 'composition root', files: /^server\/[^/]+\.ts$/, mayImport: [/^server\//, shared] },
  { name: 'test', files: /^test\//, mayImport: [/^(client|server|shared|test)\//] },
]

interface Guard {
  readonly package: RegExp
  readonly only: RegExp
  readonly why: string
}

/** Packages that only some rooms may import. */
export const guards: readonly Guard[] = [
  {
    package: /^stripe$/,
    only: /^(server\/(stripe|sandbox)|test)\//,
    why: 'the SDK stays behind server/stripe',
  },
  {
    package: /^express$/,
    only: /^(server\/(http|sandbox|features\/webhooks)\/|server\/[^/]+\.ts$|test\/)/,
    why: 'verbs do not know HTTP',
  },
  {
    package: /^lowdb/,
    only: /^(server\/store\/embedded|test)\//,
    why: 'one adapter knows the document store',
  },
  { package: /^node:/, only: /^(server|test)\//, why: 'client and shared run in a browser' },
  {
    package: /^(react|react-dom|@tanstack\/.*|@base-ui\/.*)$/,
    only: /^(client|test)\//,
    why: 'the server renders nothing',
  },
]

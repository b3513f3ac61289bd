import { expect, test } from 'vitest'
import * as first from '#client/lib/first-endpoints.ts'
import { endpoints } from '#shared/api/endpoints.ts'

test.each(Object.entries(first))('%s is called as the contract declares it', (name, address) => {
  const declared = endpoints.find(endpoint => endpoint.name === name)
  expect(declared).toMatchObject(address)
})

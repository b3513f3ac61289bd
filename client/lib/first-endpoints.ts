import type * as session from '#shared/api/session.ts'
import type * as work from '#shared/api/work.ts'
import type { Address } from './api.ts'

/*
 * What sign-in and home call, without the contract's schemas: only types cross from there, and zod comes with the first
 * page that needs it. A test holds each against the contract.
 */

export const getSession: Address<typeof session.getSession> = {
  name: 'getSession',
  method: 'GET',
  path: '/api/session',
  media: 'json',
}

export const createSession: Address<typeof session.createSession> = {
  name: 'createSession',
  method: 'POST',
  path: '/api/session',
  media: 'json',
}

export const deleteSession: Address<typeof session.deleteSession> = {
  name: 'deleteSession',
  method: 'DELETE',
  path: '/api/session',
  media: 'json',
}

export const getWork: Address<typeof work.getWork> = {
  name: 'getWork',
  method: 'GET',
  path: '/api/work',
  media: 'json',
}

export const getCharts: Address<typeof work.getCharts> = {
  name: 'getCharts',
  method: 'GET',
  path: '/api/charts',
  media: 'json',
}

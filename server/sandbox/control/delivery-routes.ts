import { z } from 'zod'
import { rollSecret } from '#server/sandbox/webhooks/endpoint.ts'
import type { ControlRoute } from './route.ts'

const rate = z.number().min(0).max(1)
const deliveryBody = z.strictObject({
  delayMs: z.int().min(0).optional(),
  dropRate: rate.optional(),
  duplicateRate: rate.optional(),
  reorder: z.boolean().optional(),
  paused: z.boolean().optional(),
  answerWithinMs: z.int().min(1).max(600_000).optional(),
  url: z.url().optional(),
})
const rollBody = z.strictObject({
  expiresInMs: z
    .int()
    .min(0)
    .max(24 * 60 * 60 * 1000)
    .default(24 * 60 * 60 * 1000),
})

/** How webhooks are delivered, and where to. */
export const deliveryRoutes: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/deliveries',
    answer: sandbox => ({ url: sandbox.webhookUrl, ...sandbox.deliveries.behaviour }),
  },
  {
    method: 'POST',
    path: '/deliveries',
    async answer(sandbox, body) {
      const { url, ...given } = deliveryBody.parse(body)
      if (url !== undefined) await sandbox.setWebhookUrl(url)
      const change = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
      return { url: sandbox.webhookUrl, ...sandbox.deliveries.behave(change) }
    },
  },
  {
    method: 'GET',
    path: '/deliveries/attempts',
    answer: sandbox => ({ data: sandbox.deliveries.attempts.latest() }),
  },
  {
    method: 'POST',
    path: '/webhook_endpoints/:id/roll',
    async answer(sandbox, body, id) {
      const { expiresInMs } = rollBody.parse(body)
      const { secret, retiring } = await sandbox.perform(work => rollSecret(work, id, expiresInMs))
      return { id, secret, oldExpiresAt: retiring && new Date(retiring.untilMs).toISOString() }
    },
  },
]

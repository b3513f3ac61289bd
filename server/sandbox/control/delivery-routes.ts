import { z } from 'zod'
import type { ControlRoute } from './route.ts'

const rate = z.number().min(0).max(1)
const deliveryBody = z.strictObject({
  delayMs: z.int().min(0).optional(),
  dropRate: rate.optional(),
  duplicateRate: rate.optional(),
  reorder: z.boolean().optional(),
  paused: z.boolean().optional(),
  url: z.url().optional(),
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
]

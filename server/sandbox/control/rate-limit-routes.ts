import { z } from 'zod'
import type { ControlRoute } from './route.ts'

const perSecond = z.int().min(1).nullable().optional()
const limitBody = z.strictObject({ all: perSecond, perEndpoint: perSecond, search: perSecond })

/** How many requests a second are let through; `null` takes a limit away. */
export const rateLimitRoutes: readonly ControlRoute[] = [
  { method: 'GET', path: '/rate-limits', answer: sandbox => sandbox.rateLimits.setting },
  {
    method: 'POST',
    path: '/rate-limits',
    answer(sandbox, body) {
      const { setting } = sandbox.rateLimits
      const {
        all = setting.all,
        perEndpoint = setting.perEndpoint,
        search = setting.search,
      } = limitBody.parse(body)
      return sandbox.rateLimits.set({ all, perEndpoint, search })
    },
  },
]

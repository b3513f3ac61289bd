import { z } from 'zod'
import type { Work } from './work.ts'

/** What a trainer may choose; each scenario has its own defaults. */
export const scenarioBody = z.strictObject({
  amount: z.int().min(1).optional(),
  currency: z
    .string()
    .regex(/^[a-z]{3}$/)
    .optional(),
  /** An existing customer; without it a new one is made. */
  customer: z.string().optional(),
  /** A test card's name, with or without its `pm_card_`. */
  card: z.string().optional(),
  /** How many, for `burst`. */
  n: z.int().min(1).max(100_000).optional(),
})
export type ScenarioBody = z.infer<typeof scenarioBody>

/** Ids of what a scenario made, by what they are. */
export type ScenarioIds = Readonly<Record<string, string | null>>

/** Makes something happen at once, as customers and banks would; answers the ids. */
export type Scenario = (work: Work, body: ScenarioBody) => ScenarioIds

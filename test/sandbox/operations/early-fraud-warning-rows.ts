import { expect } from 'vitest'
import { does, type Row, refusesCursor, refusesUnknown, type Scene } from './row.ts'

async function warned({ control }: Scene): Promise<{ id: string; charge: string }> {
  const { earlyFraudWarning, charge } = await control('POST', '/scenarios/early-fraud-warning')
  return { id: String(earlyFraudWarning), charge: String(charge) }
}

export const earlyFraudWarningRows: readonly Row[] = [
  does('radar.earlyFraudWarnings.list', 'finds by the charge', async scene => {
    const { id, charge } = await warned(scene)
    await warned(scene)
    expect((await scene.stripe.radar.earlyFraudWarnings.list({ charge })).data).toMatchObject([
      { id, actionable: true },
    ])
  }),
  refusesCursor('radar.earlyFraudWarnings.list', ({ stripe }, params) =>
    stripe.radar.earlyFraudWarnings.list(params),
  ),
  does(
    'radar.earlyFraudWarnings.retrieve',
    'cannot be acted on once the payment was given back',
    async scene => {
      const { id, charge } = await warned(scene)
      await scene.stripe.refunds.create({ charge })
      expect(await scene.stripe.radar.earlyFraudWarnings.retrieve(id)).toMatchObject({
        charge,
        actionable: false,
      })
    },
  ),
  refusesUnknown('radar.earlyFraudWarnings.retrieve', ({ stripe }) =>
    stripe.radar.earlyFraudWarnings.retrieve('issfr_none'),
  ),
]

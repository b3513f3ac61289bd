import { expect } from 'vitest'
import { browserOf } from './browser.ts'
import { does, type Refusal, type Row, refuses, type Scene } from './row.ts'

const visa = '4242424242424242'

const cardError = (code: string, param: string, message: RegExp): Refusal => ({
  class: 'StripeCardError',
  status: 402,
  code,
  param,
  message,
})
const missing = (param: string): Refusal => ({
  class: 'StripeInvalidRequestError',
  status: 404,
  code: 'resource_missing',
  param,
})

const token = (scene: Scene, number: string) =>
  browserOf(scene).tokens.create({
    card: { number, exp_month: '12', exp_year: '2040', cvc: '123', name: 'Ada' },
  })

export const tokenRows: readonly Row[] = [
  does('tokens.create', 'stands for a typed card, once', async scene => {
    const made = await token(scene, '5555555555554444')
    expect(made).toMatchObject({
      type: 'card',
      used: false,
      card: { brand: 'mastercard', last4: '4444', name: 'Ada' },
    })
    const method = await scene.stripe.paymentMethods.create({ type: 'card', card: { token: made.id } })
    expect(method.card).toMatchObject({ last4: '4444', exp_year: 2040 })
    expect(await scene.stripe.tokens.retrieve(made.id)).toMatchObject({ used: true })
  }),
  refuses(
    'tokens.create',
    'refuses a number with a wrong digit',
    scene => token(scene, '4242424242424241'),
    cardError('incorrect_number', 'number', /card number is incorrect/),
  ),
  refuses(
    'tokens.create',
    'refuses numbers from a server',
    ({ stripe }) => stripe.tokens.create({ card: { number: visa, exp_month: '12', exp_year: '2040' } }),
    { class: 'StripeInvalidRequestError', status: 400, message: /generally unsafe/ },
  ),
  refuses(
    'tokens.create',
    'is used up by its first payment method',
    async scene => {
      const { id } = await token(scene, visa)
      await scene.stripe.paymentMethods.create({ type: 'card', card: { token: id } })
      return await scene.stripe.paymentMethods.create({ type: 'card', card: { token: id } })
    },
    {
      class: 'StripeInvalidRequestError',
      status: 400,
      code: 'token_already_used',
      param: 'card[token]',
    },
  ),
  refuses(
    'tokens.retrieve',
    'refuses an unknown id',
    ({ stripe }) => stripe.tokens.retrieve('tok_none'),
    missing('token'),
  ),
  does('tokens.retrieve', 'finds one by its id', async scene => {
    const made = await token(scene, visa)
    expect(await scene.stripe.tokens.retrieve(made.id)).toEqual(made)
  }),
]

import { expect } from 'vitest'
import { absent, refused } from './billing-scene.ts'
import { does, type Row, refuses, refusesCursor, type Scene } from './row.ts'

/** A customer with €5.00 of credit. */
async function credited({ stripe }: Scene) {
  const { id } = await stripe.customers.create()
  const booked = await stripe.customers.createBalanceTransaction(id, {
    amount: -500,
    currency: 'eur',
    description: 'Broken mug',
  })
  return { customer: id, booked }
}

export const customerBalanceRows: readonly Row[] = [
  does('customers.createBalanceTransaction', 'adds to what the customer has', async scene => {
    const { customer, booked } = await credited(scene)
    expect(booked).toMatchObject({ amount: -500, ending_balance: -500, type: 'adjustment' })
    expect(await scene.stripe.customers.retrieve(customer)).toMatchObject({ balance: -500, currency: 'eur' })
  }),
  refuses(
    'customers.createBalanceTransaction',
    'refuses a second currency',
    async scene => {
      const { customer } = await credited(scene)
      return await scene.stripe.customers.createBalanceTransaction(customer, { amount: 1, currency: 'usd' })
    },
    { ...refused, param: 'currency' },
  ),
  does('customers.retrieveBalanceTransaction', 'tells what it came to', async scene => {
    const { customer, booked } = await credited(scene)
    expect(await scene.stripe.customers.retrieveBalanceTransaction(customer, booked.id)).toMatchObject({
      description: 'Broken mug',
      ending_balance: -500,
    })
  }),
  refuses(
    'customers.retrieveBalanceTransaction',
    'refuses that of another customer',
    async scene => {
      const { booked } = await credited(scene)
      const { customer } = await credited(scene)
      return await scene.stripe.customers.retrieveBalanceTransaction(customer, booked.id)
    },
    { ...absent, param: 'transaction' },
  ),
  does('customers.updateBalanceTransaction', 'changes the words and not the amount', async scene => {
    const { customer, booked } = await credited(scene)
    const changed = await scene.stripe.customers.updateBalanceTransaction(customer, booked.id, {
      description: 'Broken cup',
    })
    expect(changed).toMatchObject({ description: 'Broken cup', amount: -500 })
  }),
  refuses(
    'customers.updateBalanceTransaction',
    'refuses one that does not exist',
    async scene =>
      scene.stripe.customers.updateBalanceTransaction((await credited(scene)).customer, 'cbtxn_none', {
        description: 'Broken cup',
      }),
    { ...absent, param: 'transaction' },
  ),
  does('customers.listBalanceTransactions', 'lists them, the newest first', async scene => {
    const { customer, booked } = await credited(scene)
    const later = await scene.stripe.customers.createBalanceTransaction(customer, {
      amount: 200,
      currency: 'eur',
    })
    const { data } = await scene.stripe.customers.listBalanceTransactions(customer)
    expect(data.map(({ id }) => id)).toEqual([later.id, booked.id])
  }),
  refusesCursor('customers.listBalanceTransactions', async (scene, params) =>
    scene.stripe.customers.listBalanceTransactions((await credited(scene)).customer, params),
  ),
  refuses(
    'customers.deleteDiscount',
    'refuses a customer who has none',
    async ({ stripe }) => stripe.customers.deleteDiscount((await stripe.customers.create()).id),
    { ...absent, param: 'customer' },
  ),
]

import type Stripe from 'stripe'
import { buildPrice, type Interval, prices, recurringEvery } from '#server/sandbox/resources/prices/price.ts'
import { buildProduct, products } from '#server/sandbox/resources/products/product.ts'
import { priceIn, type ShopCurrency, shopCurrencies } from './currencies.ts'
import type { HistoryWork } from './history-work.ts'

interface Plan {
  readonly key: string
  readonly name: string
  readonly description: string
  readonly euroCents: number
  readonly interval: Interval
  readonly count: number
}

/** What can be subscribed to. */
export const plans = [
  {
    key: 'roasters-choice',
    name: 'Roaster’s Choice',
    description: 'Two bags a month, picked by our roaster',
    euroCents: 3800,
    interval: 'month',
    count: 1,
  },
  {
    key: 'filter-club',
    name: 'Filter Club',
    description: 'Filters and a light roast, four times a year',
    euroCents: 2400,
    interval: 'month',
    count: 3,
  },
  {
    key: 'espresso-club',
    name: 'Espresso Club',
    description: 'One kilo of dark roast a month',
    euroCents: 2900,
    interval: 'month',
    count: 1,
  },
  {
    key: 'decaf-post',
    name: 'Decaf Post',
    description: 'Decaf, every other week',
    euroCents: 1450,
    interval: 'week',
    count: 2,
  },
  {
    key: 'office-beans',
    name: 'Office Beans',
    description: 'Five kilos a month for the kitchen',
    euroCents: 11900,
    interval: 'month',
    count: 1,
  },
  {
    key: 'harvest-box',
    name: 'Harvest Box',
    description: 'The best lots of the year, once a year',
    euroCents: 18000,
    interval: 'year',
    count: 1,
  },
] as const satisfies readonly Plan[]
export type PlanKey = (typeof plans)[number]['key']

interface Goods {
  readonly name: string
  /** As in `Order 20931, kettle and filters`. */
  readonly short: string
  readonly euroCents: number
}

/** What is sold in the shop. */
export const goods: readonly [Goods, ...Goods[]] = [
  { name: 'Coffee beans, 250 g', short: 'coffee beans', euroCents: 1190 },
  { name: 'Coffee beans, 1 kg', short: 'one kilo of beans', euroCents: 3600 },
  { name: 'Pour-over kettle', short: 'kettle', euroCents: 5400 },
  { name: 'Paper filters, 100', short: 'filters', euroCents: 600 },
  { name: 'Hand grinder', short: 'hand grinder', euroCents: 12900 },
  { name: 'Pour-over set', short: 'pour-over set', euroCents: 4200 },
  { name: 'Stoneware mug', short: 'mug', euroCents: 1900 },
  { name: 'Moka pot', short: 'moka pot', euroCents: 3450 },
  { name: 'Milk pitcher', short: 'milk pitcher', euroCents: 2250 },
  { name: 'Scale', short: 'scale', euroCents: 4990 },
  { name: 'Gift card', short: 'gift card', euroCents: 5000 },
  { name: 'Barista course', short: 'barista course', euroCents: 8900 },
]

/** The price of a plan in each currency, by `<plan>:<currency>`. */
export type Catalogue = ReadonlyMap<string, Stripe.Price>

function addPlan(work: HistoryWork, plan: Plan, known: Map<string, Stripe.Price>): void {
  const { name, description, interval, count, key, euroCents } = plan
  const product = work.create(
    products,
    buildProduct(work, { name, description, shippable: true, metadata: { sku: key } }),
    'product.created',
  )
  for (const currency of shopCurrencies) {
    const price = buildPrice(work, {
      currency,
      product: product.id,
      unit_amount: priceIn(currency, euroCents),
      recurring: recurringEvery(interval, count),
      lookup_key: `${key}-${currency}`,
      nickname: `${name} (${currency.toUpperCase()})`,
    })
    known.set(`${key}:${currency}`, work.create(prices, price, 'price.created'))
  }
  const first = known.get(`${key}:eur`)
  work.put(products, { ...product, default_price: first?.id ?? null })
}

/** Opens the shop: every plan and article with its prices. */
export function openShop(work: HistoryWork): Catalogue {
  const known = new Map<string, Stripe.Price>()
  for (const plan of plans) addPlan(work, plan, known)
  for (const { name, euroCents } of goods) {
    const product = work.create(products, buildProduct(work, { name, shippable: true }), 'product.created')
    const price = work.create(
      prices,
      buildPrice(work, { currency: 'eur', product: product.id, unit_amount: euroCents }),
      'price.created',
    )
    work.put(products, { ...product, default_price: price.id })
  }
  const retired = buildProduct(work, { name: 'Summer Cold Brew', active: false, shippable: true })
  work.create(products, retired, 'product.created')
  return known
}

export function priceOf(catalogue: Catalogue, plan: PlanKey, currency: ShopCurrency): Stripe.Price {
  const price = catalogue.get(`${plan}:${currency}`)
  if (!price) throw new Error(`${plan} has no price in ${currency}`)
  return price
}

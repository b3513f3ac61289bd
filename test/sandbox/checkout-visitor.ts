import type Stripe from 'stripe'

type Params = Stripe.Checkout.SessionCreateParams

/** Two bags of coffee on the hosted page: $37.00. */
export const beans = (more: Partial<Params> = {}): Params => ({
  mode: 'payment',
  success_url: 'https://shop.example/done?session={CHECKOUT_SESSION_ID}',
  cancel_url: 'https://shop.example/cart',
  line_items: [
    {
      quantity: 2,
      price_data: { currency: 'usd', unit_amount: 1_850, product_data: { name: 'Coffee beans' } },
    },
  ],
  ...more,
})

/** A club for $20.00 per month on the hosted page. */
export const club = (more: Partial<Params> = {}): Params => ({
  mode: 'subscription',
  success_url: 'https://shop.example/done',
  line_items: [
    {
      quantity: 1,
      price_data: {
        currency: 'usd',
        unit_amount: 2_000,
        recurring: { interval: 'month' },
        product_data: { name: 'Filter Club' },
      },
    },
  ],
  ...more,
})

export const goodCard = '4242 4242 4242 4242'

/** What a customer types, with a card that works. */
export const filledIn = (more: Readonly<Record<string, string>> = {}): URLSearchParams =>
  new URLSearchParams({
    email: 'ada@example.com',
    'card[number]': goodCard,
    'card[expiry]': '12 / 34',
    'card[cvc]': '123',
    'billing_details[name]': 'Ada Lovelace',
    'billing_details[address][country]': 'US',
    'billing_details[address][postal_code]': '94107',
    ...more,
  })

/** Presses the page's button; redirects are left to be looked at. */
export const press = (
  session: Stripe.Checkout.Session,
  form: URLSearchParams = filledIn(),
): Promise<Response> => fetch(session.url ?? '', { method: 'POST', body: form, redirect: 'manual' })

/** The words of a page, without its markup. */
export async function wordsOf(answer: Response | Promise<Response>): Promise<string> {
  const text = await (await answer).text()
  const body = text.slice(Math.max(0, text.indexOf('<body')))
  return body
    .replaceAll(/<select[\s\S]*?<\/select>/g, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** The events' types in the order in which they happened. */
export async function happened(stripe: Stripe): Promise<string[]> {
  const { data } = await stripe.events.list({ limit: 100 })
  return data.map(event => event.type).reverse()
}

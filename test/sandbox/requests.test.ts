import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeForm, type FormNode } from '#server/sandbox/core/form.ts'
import { refusal } from './refusal.ts'
import { clientOf, startTestSandbox } from './sandbox-client.ts'

const headers = { authorization: 'Bearer sk_test_sandbox' }
const formType = 'application/x-www-form-urlencoded'

interface Posted {
  readonly status: number
  readonly id?: string
  readonly error?: { readonly message: string; readonly param?: string; readonly code?: string }
  readonly [property: string]: unknown
}

async function post(url: string, body: string, contentType = formType): Promise<Posted> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': contentType },
    body,
  })
  const answer: object = await response.json()
  return { ...answer, status: response.status }
}

describe('the version of a request', () => {
  test.each([['2026-10-28.endive'], ['2024-06-20'], ['2025-03-31.basil; feature_beta=v1']])(
    '%s is answered, and the answer says in which',
    async version => {
      const { url } = await startTestSandbox()
      const response = await fetch(`${url}/v1/customers`, {
        headers: { ...headers, 'stripe-version': version },
      })
      expect(response.status).toBe(200)
      expect(response.headers.get('stripe-version')).toBe('2026-10-28.endive')
    },
  )

  test.each([['latest'], ['2026-10-29.endive'], ['2026-10-28']])('%s is refused', async version => {
    const { url } = await startTestSandbox()
    const error = await refusal(clientOf(url).customers.list({}, { apiVersion: version }))
    expect(error).toMatchObject({ statusCode: 400, message: `Invalid Stripe API version: ${version}` })
  })
})

describe('the body of a request', () => {
  test('is a form: JSON and text are refused', async () => {
    const { url, stripe } = await startTestSandbox()
    for (const type of ['application/json', 'text/plain']) {
      const answer = await post(`${url}/v1/customers`, '{"name":"Ada"}', type)
      expect(answer.status).toBe(400)
      expect(answer.error?.message).toMatch(/content type is application\/x-www-form-urlencoded/)
    }
    expect((await stripe.customers.list()).data).toEqual([])
  })

  test('is read the same, however its arrays are written', async () => {
    const { url } = await startTestSandbox()
    for (const body of [
      'preferred_locales[0]=fr&preferred_locales[1]=en',
      'preferred_locales[]=fr&preferred_locales[]=en',
      'preferred_locales[1]=en&preferred_locales[0]=fr',
    ]) {
      expect(await post(`${url}/v1/customers`, body)).toMatchObject({ preferred_locales: ['fr', 'en'] })
    }
  })

  test('counts what is sent twice as it was sent last', async () => {
    const { url } = await startTestSandbox()
    expect(await post(`${url}/v1/customers`, 'name=Ada&name=Grace')).toMatchObject({ name: 'Grace' })
  })

  test.each([
    ['metadata=x&metadata[a]=1', 'metadata[a]'],
    ['metadata[a]=1&metadata=x', 'metadata'],
    [`a${'[b]'.repeat(100)}=1`, 'a'],
  ])('%s is refused', async (body, param) => {
    const { url } = await startTestSandbox()
    expect(await post(`${url}/v1/customers`, body)).toMatchObject({ status: 400, error: { param } })
  })
})

describe('a parameter', () => {
  test.each([
    ['name=', undefined, undefined],
    ['email=', undefined, undefined],
    ['preferred_locales=', 'preferred_locales', 'parameter_invalid_empty'],
    ['invoice_settings=', 'invoice_settings', 'parameter_invalid_empty'],
    ['balance=', 'balance', 'parameter_invalid_empty'],
    ['balance=1.5', 'balance', 'parameter_invalid_integer'],
    ['balance=99999999999999', 'balance', 'parameter_invalid_integer'],
    ['next_invoice_sequence=0', 'next_invoice_sequence', 'parameter_invalid_integer'],
    ['tax_exempt=perhaps', 'tax_exempt', undefined],
    ['address[city][x]=1', 'address[city]', undefined],
    ['address[planet]=Mars', 'address[planet]', 'parameter_unknown'],
    ['colour=red', 'colour', 'parameter_unknown'],
    ['preferred_locales[a]=fr', 'preferred_locales', undefined],
    ['metadata[a][b]=1', 'metadata[a]', undefined],
    [`metadata[${'k'.repeat(41)}]=1`, `metadata[${'k'.repeat(41)}]`, undefined],
    [`metadata[k]=${'v'.repeat(501)}`, 'metadata[k]', undefined],
    [Array.from({ length: 51 }, (_, at) => `metadata[k${at}]=1`).join('&'), 'metadata', undefined],
  ])('%s is understood or named in brackets', async (body, param, code) => {
    const { url, stripe } = await startTestSandbox()
    const answer = await post(`${url}/v1/customers`, body)
    if (param === undefined) expect(answer.status).toBe(200)
    else expect(answer).toMatchObject({ status: 400, error: { param, ...(code ? { code } : {}) } })
    expect((await stripe.customers.list()).data).toHaveLength(param === undefined ? 1 : 0)
  })

  test('is named by its place in an array of objects', async () => {
    const { stripe } = await startTestSandbox()
    const { id: customer } = await stripe.customers.create()
    const items = [{ price: 'price_none', quantity: -1 }]
    const error = await refusal(stripe.subscriptions.create({ customer, items }))
    expect(error).toMatchObject({ param: 'items[0][quantity]', code: 'parameter_invalid_integer' })
  })
})

const plain = (node: FormNode): unknown =>
  node instanceof Map ? Object.fromEntries([...node].map(([key, value]) => [key, plain(value)])) : node

describe('a form', () => {
  test('begins a new object of a list when a key comes again', () => {
    expect(plain(decodeForm('a[][b]=1&a[][c]=2&a[][b]=3'))).toEqual({
      a: { 0: { b: '1', c: '2' }, 1: { b: '3' } },
    })
  })

  test('holds what was written into it, to any depth that parameters have', () => {
    const key = fc.stringMatching(/^[a-z_]{1,8}$/)
    const value = fc.string({ unit: 'grapheme', maxLength: 20 })
    fc.assert(
      fc.property(fc.array(key, { minLength: 1, maxLength: 12 }), value, ([first = '', ...rest], text) => {
        const name = first + rest.map(part => `[${part}]`).join('')
        const tree = plain(decodeForm(`${name}=${encodeURIComponent(text)}`))
        expect(tree).toEqual(
          [first, ...rest].reduceRight<unknown>((inner, part) => ({ [part]: inner }), text),
        )
      }),
    )
  })

  test('is read or refused, and never breaks the reader', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      '[',
      ']',
      '[]',
      '[0]',
      '=',
      '&',
      '%',
      '%5B',
      '+',
      '__proto__',
      '1',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
        try {
          decodeForm(pieces.join(''))
        } catch (error) {
          expect(error).toMatchObject({ status: 400 })
        }
        expect(Object.hasOwn(Object.prototype, 'a')).toBe(false)
      }),
    )
  })
})

import { describe, expect, test } from 'vitest'
import { choiceField, problemNotice, textField } from '#server/sandbox/pages/form-parts.ts'
import { attribute, type Html, html } from '#server/sandbox/pages/html.ts'
import { FormRefusal, type PageRoute, redirectTo } from '#server/sandbox/pages/page-route.ts'
import { PageServer } from '#server/sandbox/pages/page-server.ts'
import { pageUrl } from '#server/sandbox/pages/page-url.ts'
import { showPage } from '#server/sandbox/pages/show-page.ts'
import { tryCards } from '#server/sandbox/pages/try-cards.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { Sandbox } from '#server/sandbox/sandbox.ts'
import { startTestSandbox } from './sandbox-client.ts'

const get = (path: string) => ({ method: 'GET', path, headers: {}, body: Buffer.alloc(0) })
const post = (path: string, form: string) => ({ ...get(path), method: 'POST', body: Buffer.from(form) })

describe('markup', () => {
  test('what is put into it is text, in content and in attributes', () => {
    const name = `<img src=x onerror="alert('1')">&`
    const escaped = '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;'
    expect(html`<p title="${name}">${name}</p>`.text).toBe(`<p title="${escaped}">${escaped}</p>`)
    expect(html`<p${attribute('title', name)}>`.text).toBe(`<p title="${escaped}">`)
  })

  test('markup stays markup, lists are joined and what is absent is left out', () => {
    const items = ['a', 'b'].map(item => html`<li>${item}</li>`)
    expect(html`<ul>${items}${null}${false}${undefined}${0}</ul>`.text).toBe('<ul><li>a</li><li>b</li>0</ul>')
  })
})

describe('a field', () => {
  const field = { name: 'email', label: 'Email', value: '"><b>', hint: 'For the receipt' }
  const text = (part: Html | null) => part?.text ?? ''

  test('is named by its label, and tells what is wrong with it', () => {
    const plain = text(textField(field))
    expect(plain).toContain('<label for="email">Email</label><input id="email" name="email"')
    expect(plain).toContain('aria-describedby="email-hint"')
    expect(plain).not.toContain('<b>')
    const wrong = text(textField(field, [{ field: 'email', message: 'Enter an email.' }]))
    expect(wrong).toContain('aria-invalid="true" aria-describedby="email-problem email-hint"')
    expect(wrong).toContain('<p class="problem" id="email-problem">Enter an email.</p>')
  })

  test('of choices shows the chosen one', () => {
    const choices = [
      { value: 'de', label: 'Germany' },
      { value: 'fr', label: 'France' },
    ]
    const country = text(choiceField({ name: 'country', label: 'Country', value: 'fr' }, choices))
    expect(country).toContain('<option value="de">Germany</option><option value="fr" selected>France')
  })

  test('keeps its own problem to itself; what is left is told above the form', () => {
    expect(problemNotice([{ field: 'email', message: 'Enter an email.' }])).toBe(null)
    expect(text(problemNotice([{ message: 'Your card was declined.' }]))).toContain('role="alert"')
  })
})

describe('a form', () => {
  const form: PageRoute = {
    method: 'POST',
    path: '/people/:customer',
    run(work, request, id) {
      const customer = work.need(customers, id)
      const name = request.form.get('name') ?? ''
      work.update(customers, customer, { name }, 'customer.updated')
      if (name === '') throw new FormRefusal([{ field: 'name', message: 'Enter a name.' }])
      return redirectTo(pageUrl(work, `/people/${id}`))
    },
    refused: (_work, _request, problems) =>
      showPage({ title: 'People', status: 400, body: html`${problems.map(one => one.message)}` }),
  }
  const withForm = async () => {
    const sandbox = new Sandbox({ seed: 'empty' })
    const pages = new PageServer(sandbox.core, [form], work => sandbox.commit(work))
    const made = await sandbox.handle({
      ...post('/v1/customers', 'name=Ada'),
      headers: { authorization: 'Bearer sk_test_sandbox' },
    })
    const { id } = JSON.parse(made.body.toString('utf8'))
    return { pages, id, nameNow: () => sandbox.core.state.get(customers, id)?.name }
  }

  test('that is well filled in changes what it is about and leads on', async () => {
    const { pages, id, nameNow } = await withForm()
    const answer = await pages.handle(post(`/people/${id}`, 'name=Grace+H'), 'req_1')
    expect([answer.status, answer.headers.location]).toEqual([303, `http://127.0.0.1:4243/people/${id}`])
    expect(nameNow()).toBe('Grace H')
  })

  test('that is refused is shown again, and nothing of it is kept', async () => {
    const { pages, id, nameNow } = await withForm()
    const answer = await pages.handle(post(`/people/${id}`, 'name='), 'req_1')
    expect([answer.status, nameNow()]).toEqual([400, 'Ada'])
    expect(answer.body.toString('utf8')).toContain('Enter a name.')
  })

  test('of an account that is not connected is no page', async () => {
    const { pages, id } = await withForm()
    const answer = await pages.handle(post(`/people/${id}?account=acct_1Nobody`, 'name=Eve'), 'req_1')
    expect(answer.status).toBe(404)
  })
})

test('its own address tells who opens it what it is, under the URL that it really has', async () => {
  const { url } = await startTestSandbox()
  const response = await fetch(url)
  const text = await response.text()
  expect(response.status).toBe(200)
  expect(text).toContain('sk_test_sandbox')
  expect(text).toContain(`${url}/v1`)
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
})

test('a page lets nobody frame it, and its form end where it must alone', () => {
  const policy = (parts: object) =>
    showPage({ title: 'Pay', body: html``, ...parts }).headers['content-security-policy'] ?? ''
  expect(policy({})).toContain("frame-ancestors 'none'")
  expect(policy({ framedBy: 'anyone' })).toContain('frame-ancestors *')
  const leadsTo = ['https://shop.example/done?a=1', 'shop://done', 'not a URL; script-src *']
  expect(policy({ leadsTo })).toContain("form-action 'self' https://shop.example shop:;")
})

test('what a browser opens and is not there has a page, and an API call keeps its JSON', async () => {
  const { url } = await startTestSandbox()
  const page = await fetch(`${url}/checkout-of-old`, { headers: { accept: 'text/html' } })
  expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
  const call = await fetch(`${url}/v1/nothing`, { headers: { authorization: 'Bearer sk_test_sandbox' } })
  expect([call.status, call.headers.get('content-type')]).toEqual([404, 'application/json'])
})

test('each card that it names does what it says of it', async () => {
  const { url, stripe } = await startTestSandbox()
  const payWith = async (number: string) => {
    const { id, client_secret: secret } = await stripe.paymentIntents.create({
      amount: 4200,
      currency: 'eur',
    })
    const card = { number, exp_month: '12', exp_year: '2040', cvc: '123' }
    const fields = Object.entries(card).map(([name, value]) => [`payment_method_data[card][${name}]`, value])
    const form = { client_secret: secret ?? '', 'payment_method_data[type]': 'card', use_stripe_sdk: 'true' }
    const response = await fetch(`${url}/v1/payment_intents/${id}/confirm`, {
      method: 'POST',
      headers: { authorization: 'Bearer pk_test_sandbox' },
      body: new URLSearchParams({ ...form, ...Object.fromEntries(fields) }),
    })
    const { status, error } = await response.json()
    return error?.code ?? status
  }
  for (const { number, comesTo } of tryCards)
    expect([number, await payWith(number)]).toEqual([number, comesTo])
})

test('its scripts and styles are served bundled', async () => {
  const { url } = await startTestSandbox()
  const script = await fetch(`${url}/assets/form.js`)
  expect(script.headers.get('content-type')).toContain('text/javascript')
  expect(await script.text()).toContain('querySelectorAll')
  expect(await (await fetch(`${url}/assets/page.css`)).text()).toContain('--background')
})

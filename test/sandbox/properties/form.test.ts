import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeForm, type FormNode, type FormTree } from '#server/sandbox/core/form.ts'
import { inFrozenTime } from './frozen-sandbox.ts'

/** Whatever people write, brackets excepted: those are the form's own. */
const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter(text => !/[[\]]/.test(text))
const text = fc.string({ unit: 'grapheme', maxLength: 40 })

const { tree } = fc.letrec<{ tree: FormTree; node: FormNode }>(tie => ({
  tree: fc
    .uniqueArray(fc.tuple(word, tie('node')), { selector: ([key]) => key, minLength: 1, maxLength: 4 })
    .map(entries => new Map(entries)),
  node: fc.oneof({ maxDepth: 4, withCrossShrink: true }, text, tie('tree')),
}))

/** `a[b][c]=v`, each part escaped as browsers and SDKs do. */
function encode(from: FormTree, within = ''): string[] {
  return [...from].flatMap(([name, node]) => {
    const escaped = encodeURIComponent(name)
    const key = within === '' ? escaped : `${within}[${escaped}]`
    if (node instanceof Map) return encode(node, key)
    return [`${key}=${encodeURIComponent(String(node))}`]
  })
}

test('what is written as a form is read as it was', () => {
  fc.assert(
    fc.property(tree, given => {
      expect(decodeForm(encode(given).join('&'))).toEqual(given)
    }),
  )
})

test('any text at all is read as some form', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), given => {
      expect(decodeForm(given)).toBeInstanceOf(Map)
    }),
  )
})

test('what the SDK sends comes back as it was', async () => {
  const notes = fc.dictionary(
    word,
    text.filter(value => value !== ''),
    { maxKeys: 5 },
  )
  await inFrozenTime({}, async ({ stripe }) => {
    await fc.assert(
      fc.asyncProperty(word, word, notes, async (name, city, metadata) => {
        const customer = await stripe.customers.create({ name, address: { city }, metadata })
        expect(customer).toMatchObject({ name, address: { city } })
        expect({ ...customer.metadata }).toEqual({ ...metadata })
      }),
      { numRuns: 50 },
    )
  })
}, 30_000)

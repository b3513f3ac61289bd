import { useForm } from 'react-hook-form'
import { SectionHead } from '#client/kit/section-head.tsx'
import { Field } from '#client/ui/field.tsx'
import { Input } from '#client/ui/input.tsx'
import { type ScenarioOptions, scenarioNames, scenarioOptions } from '#shared/api/sandbox.ts'
import { AmountError, parseAmount, separatorsOf } from '#shared/domain/amount-entry.ts'
import { ScenarioItem } from './scenario-item.tsx'

const asTyped = { customer: '', amount: '', currency: 'eur', n: '' }
type Typed = typeof asTyped

/** What can be made to happen, and for whom and how much. */
export function ScenarioList() {
  const form = useForm<Typed>({ defaultValues: asTyped })
  const options = (): ScenarioOptions | undefined => {
    form.clearErrors()
    const wrong = (name: keyof Typed, message: string): void => form.setError(name, { message })
    return readOptions(form.getValues(), wrong)
  }
  return (
    <section aria-labelledby="scenarios">
      <SectionHead id="scenarios" title="Make something happen" />
      <Options form={form} />
      <ul className="border-t">
        {scenarioNames.map(name => (
          <ScenarioItem key={name} name={name} options={options} />
        ))}
      </ul>
    </section>
  )
}

function Options({ form: { register, formState } }: { form: ReturnType<typeof useForm<Typed>> }) {
  const { errors } = formState
  return (
    <div className="grid grid-cols-[2fr_1fr_1fr_1fr] gap-4 px-6 pb-4 max-md:grid-cols-2 max-sm:px-4">
      <Field label="Customer" hint="new if empty" error={errors.customer?.message}>
        {control => <Input {...control} {...register('customer')} placeholder="cus_…" autoComplete="off" />}
      </Field>
      <Field label="Amount" hint="optional" error={errors.amount?.message}>
        {control => <Input {...control} {...register('amount')} inputMode="decimal" autoComplete="off" />}
      </Field>
      <Field label="Currency" error={errors.currency?.message}>
        {control => <Input {...control} {...register('currency')} maxLength={3} autoComplete="off" />}
      </Field>
      <Field label="How many" hint="of many events" error={errors.n?.message}>
        {control => <Input {...control} {...register('n')} inputMode="numeric" placeholder="100" />}
      </Field>
    </div>
  )
}

/** The options as the sandbox takes them; what cannot be read is told at its field, and then there are none. */
function readOptions(
  typed: Typed,
  wrong: (name: keyof Typed, message: string) => void,
): ScenarioOptions | undefined {
  const currency = typed.currency.trim().toLowerCase()
  const amount = readAmount(typed.amount.trim(), currency)
  if (typeof amount === 'string') {
    wrong('amount', amount)
    return undefined
  }
  const parsed = scenarioOptions.safeParse({
    ...(typed.customer.trim() === '' ? {} : { customer: typed.customer.trim() }),
    ...(typed.n.trim() === '' ? {} : { n: Number(typed.n) }),
    ...(amount === undefined ? {} : { amount }),
    currency,
  })
  if (parsed.success) return parsed.data
  for (const { path, message } of parsed.error.issues) {
    const name = path[0]
    if (name === 'customer' || name === 'amount' || name === 'currency' || name === 'n') wrong(name, message)
  }
  return undefined
}

/** In the minor unit; a text is what is wrong with it. */
function readAmount(text: string, currency: string): number | string | undefined {
  if (text === '') return undefined
  try {
    return parseAmount(text, currency, separatorsOf(navigator.language))
  } catch (error) {
    if (error instanceof AmountError) return error.message
    throw error
  }
}

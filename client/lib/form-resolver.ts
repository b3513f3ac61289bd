import { zodResolver } from '@hookform/resolvers/zod'
import type { FieldValues, Resolver } from 'react-hook-form'
import type * as z from 'zod'

/** A form checks what it sends by the endpoint's own body: the desk refuses nothing that the form let through. */
export const bodyResolver = <Values extends FieldValues>(endpoint: {
  body: z.ZodType<Values, Values>
}): Resolver<Values> => zodResolver(endpoint.body)

import { moduleScope } from './declarations.ts'
import { declaredSchema, type Shape } from './schema.ts'

let byType: ReadonlyMap<unknown, Shape> | undefined

/** The SDK's event types, each by its `type`. */
export function eventShapes(): ReadonlyMap<unknown, Shape> {
  byType ??= new Map(
    membersOfEvent().map(shape => {
      const type = shape.fields().get('type')?.schema()
      return [type?.is === 'literal' ? type.value : undefined, shape]
    }),
  )
  return byType
}

function membersOfEvent(): Shape[] {
  const union = declaredSchema(moduleScope('resources/Events.d.ts').find('Event'))
  if (union.is !== 'union') throw new Error('Event is no union')
  return union.of.filter(member => member.is === 'shape')
}

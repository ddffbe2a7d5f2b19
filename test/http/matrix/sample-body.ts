/** A body that a schema takes, made of the schema: what somebody would send who has read the API's description. */

import type { TSchema } from '@sinclair/typebox'

/** Numbers of things, by the name of a property that takes one: `schoolId`, also for the list `schoolIds`. */
export type IdsOfThings = Readonly<Record<string, string>>

/** What a property is about whose name says more than that. */
const ALSO: Readonly<Record<string, string>> = {
  educatorId: 'personId',
  coachId: 'personId',
  teacherId: 'personId',
  leadId: 'personId',
  memberId: 'personId',
  toId: 'personId',
  otherId: 'personId',
  toSchoolId: 'schoolId',
  fromSchoolId: 'schoolId',
  toClassId: 'classId',
  fromClassId: 'classId',
}

/** Which thing a property takes the number of. */
export function thingOfProperty(name: string): string {
  const one = name.replace(/s$/, '')
  return ALSO[one] ?? one
}

/**
 * Only what must be there. Where a property names a thing: the number of it that is given, else one that nothing has.
 * @param name of the property that it is the value of
 */
export function sampleOf(schema: TSchema, ids: IdsOfThings = {}, name = ''): unknown {
  const one = (schema['anyOf'] ?? schema['oneOf'] ?? schema['allOf']) as readonly TSchema[] | undefined
  if (one?.[0] !== undefined) return sampleOf(one[0], ids, name)
  if ('const' in schema) return schema['const'] as unknown
  if (Array.isArray(schema['enum'])) return schema['enum'][0] as unknown
  const length = Math.max(numberOf(schema, 'minItems'), thingOfProperty(name) in ids ? 1 : 0)
  switch (schema['type']) {
    case 'object':
      return sampleObject(schema, ids)
    case 'array':
      return Array.from({ length }, () => sampleOf(schema['items'] as TSchema, ids, name))
    case 'string':
      return ids[thingOfProperty(name)] ?? sampleText(schema)
    case 'integer':
    case 'number':
      return Math.max(1, numberOf(schema, 'minimum'))
    case 'boolean':
      return false
    default:
      return null
  }
}

/** What a body names that is among these: their names. */
export function thingsNamedBy(schema: TSchema, ids: IdsOfThings): readonly string[] {
  const named = JSON.stringify(
    sampleOf(schema, Object.fromEntries(Object.keys(ids).map((name) => [name, `<${name}>`]))),
  )
  return Object.keys(ids).filter((name) => named.includes(`<${name}>`))
}

function sampleObject(schema: TSchema, ids: IdsOfThings): Readonly<Record<string, unknown>> {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, TSchema>>
  const required = new Set((schema['required'] ?? []) as readonly string[])
  const kept = Object.entries(properties).filter(([name]) => required.has(name))
  return Object.fromEntries(kept.map(([name, each]) => [name, sampleOf(each, ids, name)]))
}

function sampleText(schema: TSchema): string {
  const formats: Readonly<Record<string, string>> = {
    date: '2026-11-20',
    'date-time': '2026-11-20T12:00:00Z',
    email: 'somebody@else.example',
    uri: 'https://lms.example',
  }
  const format = formats[String(schema['format'])]
  if (format !== undefined) return format
  const pattern = String(schema['pattern'] ?? '')
  if (pattern.includes('@')) return 'somebody@else.example'
  if (pattern.includes('https?:')) return 'https://else.example'
  const digits = /^\^\[0-9a-f\]\{(\d+)\}\$$/.exec(pattern)?.[1]
  if (digits !== undefined) return '0'.repeat(Number(digits))
  if (pattern.includes('[0-9]')) return '999999999'
  return 'x'.repeat(Math.max(1, numberOf(schema, 'minLength')))
}

function numberOf(schema: TSchema, name: string): number {
  const value = schema[name] as unknown
  return typeof value === 'number' ? value : 0
}

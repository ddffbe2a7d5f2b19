/** A body that a schema takes, made of the schema: what somebody would send who has read the API's description. */

import type { TSchema } from '@sinclair/typebox'

/** Only what must be there. Numbers of things that nothing has, where a property names one. */
export function sampleOf(schema: TSchema): unknown {
  const one = (schema['anyOf'] ?? schema['oneOf'] ?? schema['allOf']) as readonly TSchema[] | undefined
  if (one?.[0] !== undefined) return sampleOf(one[0])
  if ('const' in schema) return schema['const'] as unknown
  if (Array.isArray(schema['enum'])) return schema['enum'][0] as unknown
  switch (schema['type']) {
    case 'object':
      return sampleObject(schema)
    case 'array':
      return Array.from({ length: numberOf(schema, 'minItems') }, () => sampleOf(schema['items'] as TSchema))
    case 'string':
      return sampleText(schema)
    case 'integer':
    case 'number':
      return Math.max(1, numberOf(schema, 'minimum'))
    case 'boolean':
      return false
    default:
      return null
  }
}

function sampleObject(schema: TSchema): Readonly<Record<string, unknown>> {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, TSchema>>
  const required = new Set((schema['required'] ?? []) as readonly string[])
  const kept = Object.entries(properties).filter(([name]) => required.has(name))
  return Object.fromEntries(kept.map(([name, each]) => [name, sampleOf(each)]))
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
  if (pattern.includes('[0-9]')) return '999999999'
  return 'x'.repeat(Math.max(1, numberOf(schema, 'minLength')))
}

function numberOf(schema: TSchema, name: string): number {
  const value = schema[name] as unknown
  return typeof value === 'number' ? value : 0
}

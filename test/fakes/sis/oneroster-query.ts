/** What a OneRoster provider understands of a query (1.2 REST binding, section 3: paging, sorting, filtering, fields). */

import type { Json, JsonObject } from './oneroster-objects.ts'

export interface PageQuery {
  readonly limit: number
  readonly offset: number
  readonly sort: string | null
  readonly descending: boolean
  readonly filter: string | null
  readonly fields: readonly string[]
}

/** Said with 400: which field of the answer names it, and what is wrong. */
export class QueryFault extends Error {
  readonly minor: 'invalid_filter_field' | 'invalid_selection_field' | 'invaliddata'

  constructor(minor: QueryFault['minor'], message: string) {
    super(message)
    this.minor = minor
  }
}

const LIMIT_DEFAULT = 100
const KNOWN = new Set(['limit', 'offset', 'sort', 'orderBy', 'filter', 'fields'])

/** Throws `QueryFault` for anything that the standard doesn't have. */
export function readQuery(query: URLSearchParams): PageQuery {
  for (const name of query.keys())
    if (!KNOWN.has(name)) throw new QueryFault('invaliddata', `there is no parameter ${name}`)
  const orderBy = query.get('orderBy')
  if (orderBy !== null && orderBy !== 'asc' && orderBy !== 'desc')
    throw new QueryFault('invaliddata', 'orderBy is asc or desc')
  const fields = query.get('fields')
  return {
    limit: readNumber(query.get('limit'), { whenAbsent: LIMIT_DEFAULT, min: 1, name: 'limit' }),
    offset: readNumber(query.get('offset'), { whenAbsent: 0, min: 0, name: 'offset' }),
    sort: query.get('sort'),
    descending: orderBy === 'desc',
    filter: query.get('filter'),
    fields: fields === null || fields === '' ? [] : fields.split(',').map((field) => field.trim()),
  }
}

function readNumber(
  text: string | null,
  { whenAbsent, min, name }: { readonly whenAbsent: number; readonly min: number; readonly name: string },
): number {
  if (text === null) return whenAbsent
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= min && value <= 2_147_483_647))
    throw new QueryFault('invaliddata', `${name} is a whole number from ${min}`)
  return value
}

type Test = (object: JsonObject) => boolean

const CLAUSE = /^\s*([A-Za-z_][\w.]*)\s*(!=|>=|<=|=|>|<|~)\s*'((?:[^']|'')*)'\s*$/

/** The filter as a test of objects: at most two clauses, joined by AND or OR. Throws `QueryFault`. */
export function readFilter(filter: string): Test {
  const [first = '', word, second, ...more] = filter.split(/\s(AND|OR)\s/)
  if (more.length > 0) throw new QueryFault('invalid_filter_field', 'at most two clauses')
  const one = readClause(first)
  if (second === undefined) return one
  const two = readClause(second)
  return word === 'AND' ? (object) => one(object) && two(object) : (object) => one(object) || two(object)
}

/** The fields that a filter names. */
export function fieldsOfFilter(filter: string): readonly string[] {
  return filter.split(/\s(?:AND|OR)\s/).map((clause) => CLAUSE.exec(clause)?.[1] ?? '')
}

function readClause(text: string): Test {
  const [, field, operator, quoted] = CLAUSE.exec(text) ?? []
  if (field === undefined || operator === undefined || quoted === undefined)
    throw new QueryFault('invalid_filter_field', "a filter is field OP 'value'")
  const value = quoted.replaceAll("''", "'")
  const compare = OPERATORS[operator] ?? (() => false)
  return (object) => {
    const found = valuesAt(object, field)
    return operator === '!=' ? found.every((each) => each !== value) : found.some((each) => compare(each, value))
  }
}

const OPERATORS: Readonly<Record<string, (found: string, value: string) => boolean>> = {
  '=': (found, value) => found === value,
  '>': (found, value) => found > value,
  '>=': (found, value) => found >= value,
  '<': (found, value) => found < value,
  '<=': (found, value) => found <= value,
  '~': (found, value) => found.includes(value),
}

/** The values at a dotted place, as texts. */
export function valuesAt(object: JsonObject, field: string): string[] {
  let values: Json[] = [object]
  for (const name of field.split('.'))
    values = values.flatMap((value) => {
      const found = isObject(value) ? value[name] : undefined
      if (found === undefined) return []
      return Array.isArray(found) ? (found as Json[]) : [found]
    })
  return values.filter((value) => !isObject(value)).map(String)
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object with only the fields that were asked for, and its identity. Throws `QueryFault` for one that nothing has. */
export function selectFields(object: JsonObject, fields: readonly string[], known: ReadonlySet<string>): JsonObject {
  if (fields.length === 0) return object
  const unknown = fields.find((field) => !known.has(field))
  if (unknown !== undefined) throw new QueryFault('invalid_selection_field', 'a field of the object')
  return Object.fromEntries(Object.entries(object).filter(([name]) => fields.includes(name)))
}

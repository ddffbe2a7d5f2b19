/** Checks what comes in and what goes out against the contract's schemas. */

import type { TSchema } from '@sinclair/typebox'
import type { ErrorObject, ValidateFunction } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { HttpError, notFound } from './errors.ts'
import type { RegisteredRoute } from './route.ts'

/** The checks of one route; each returns the checked value or throws HttpError. */
export interface RouteChecks {
  params(value: unknown): unknown
  query(value: unknown): unknown
  body(value: unknown): unknown
  /** Throws a plain Error, a fault of ours, where the answer has anything that its schema doesn't name. */
  response(value: unknown): void
}

export type CheckMaker = (route: RegisteredRoute) => RouteChecks

/** Makes checks; the compiled schemas are kept with the maker. */
export function createChecks(): CheckMaker {
  // Numbers and booleans of a query are text on the wire; in a body nothing is converted.
  const text = newAjv({ coerceTypes: true, useDefaults: true })
  const exact = newAjv({ coerceTypes: false, useDefaults: false })
  return (route) => {
    const params = compile(text, route.params)
    const query = compile(text, route.query)
    const body = compile(exact, route.body)
    const response = compile(exact, route.response)
    return {
      params(value) {
        const copy = copyOf(value)
        if (params !== null && !params(copy)) throw notFound()
        return copy
      },
      query: (value) => checked(query, copyOf(value), 'query'),
      body: (value) => checked(body, value, 'body'),
      response(value) {
        if (response === null || response(value)) return
        const where = (response.errors ?? []).map((e) => `${e.instancePath} ${e.keyword}`).join(', ')
        throw new Error(`The answer of ${route.method} ${route.path} is not what its schema says: ${where}`)
      },
    }
  }
}

function newAjv(options: { readonly coerceTypes: boolean; readonly useDefaults: boolean }): Ajv2020 {
  const ajv = new Ajv2020({ ...options, allErrors: true, strict: true, strictTypes: false, allowUnionTypes: true })
  // The package is CommonJS: its function is the `default` of what an import gets.
  addFormats.default(ajv)
  return ajv
}

function compile(ajv: Ajv2020, schema: TSchema | undefined): ValidateFunction | null {
  return schema === undefined ? null : ajv.compile(schema)
}

function checked(check: ValidateFunction | null, value: unknown, part: 'query' | 'body'): unknown {
  if (check === null) {
    if (part === 'query' || value === undefined) return undefined
    throw new HttpError(400, 'body_unexpected', 'This request takes no body.')
  }
  if (check(value)) {
    if (isStorable(value)) return value
    throw new HttpError(400, 'malformed', `The ${part} of the request has characters in it that are no text.`)
  }
  const fields = distinct((check.errors ?? []).map((error) => fieldOf(error)))
  throw new HttpError(400, 'invalid', `The ${part} of the request is not as the API describes it.`, fields)
}

/**
 * Whether every text in it can be kept: PostgreSQL takes neither a NUL nor, in JSON, half of a surrogate pair. Walks
 * without recursion, since what comes in may be nested as deep as it likes.
 */
function isStorable(value: unknown): boolean {
  const waiting: unknown[] = [value]
  while (waiting.length > 0) {
    const each = waiting.pop()
    if (typeof each === 'string' && (each.includes('\0') || !each.isWellFormed())) return false
    if (typeof each === 'object' && each !== null) for (const pair of Object.entries(each)) waiting.push(...pair)
  }
  return true
}

interface Field {
  readonly field: string
  readonly code: string
  readonly message: string
}

function fieldOf(error: ErrorObject): Field {
  const params = error.params as { missingProperty?: string; additionalProperty?: string }
  const name = params.missingProperty ?? params.additionalProperty
  const path = error.instancePath.slice(1)
  const field = name === undefined ? path : [path, name].filter((part) => part !== '').join('/')
  // The schema's own words only: never the value that was sent.
  return { field, code: error.keyword, message: error.message ?? 'is not allowed' }
}

function distinct(fields: readonly Field[]): readonly Field[] {
  return [...new Map(fields.map((field) => [`${field.field} ${field.code}`, field])).values()].slice(0, 50)
}

function copyOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

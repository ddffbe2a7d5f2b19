/** The API described by the same schemas that check it (OpenAPI 3.1). */

import type { TObject, TSchema } from '@sinclair/typebox'
import { ErrorBody } from './contract/shapes.ts'
import { isCreation } from './idempotency.ts'
import type { RegisteredRoute } from './route.ts'
import { needsBearer } from './route.ts'

type Json = Readonly<Record<string, unknown>>

/** The document over all routes under `/api/v1`. */
export function describeApi(routes: readonly RegisteredRoute[], version: string): Json {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes.filter((each) => each.path.startsWith('/api/v1/'))) {
    const path = route.path.replaceAll(/:([A-Za-z]+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method]: describeRoute(route) }
  }
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Staffroom',
      version,
      description: 'Roster sync, licences, coaching and communities of a school district.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Error: plain(ErrorBody) },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        // Of the app's own pages; other programs use a bearer.
        cookie: { type: 'apiKey', in: 'cookie', name: '__Host-staffroom' },
      },
    },
  }
}

function inCode(name: string): string {
  return `\`${name}\``
}

function describeRoute(route: RegisteredRoute): Json {
  const { capability } = route.access
  return {
    operationId: operationId(route),
    summary: route.summary,
    ...(capability === undefined
      ? {}
      : { description: `Needs the capability ${[capability, ...(route.access.or ?? [])].map(inCode).join(' or ')}.` }),
    'x-staffroom-access': capability ?? `open:${route.access.open}`,
    security: needsBearer(route) ? [{ bearer: [] }, { cookie: [] }] : [],
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query'), ...conventionsOf(route)],
    ...(route.body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: plain(route.body) } } } }),
    responses: {
      [String(route.status)]: {
        description: 'Done.',
        ...(route.response === undefined ? {} : { content: { 'application/json': { schema: plain(route.response) } } }),
      },
      default: {
        description: 'Not done; the code says why.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  }
}

/** What routes do alike: conventions.ts. */
function conventionsOf(route: RegisteredRoute): readonly Json[] {
  const text = { type: 'string' }
  if (route.method === 'get' && route.response !== undefined)
    return [{ name: 'fields', in: 'query', required: false, schema: text, description: FIELDS }]
  if (isCreation(route))
    return [{ name: 'Idempotency-Key', in: 'header', required: false, schema: text, description: KEY }]
  const isVersioned = route.body !== undefined && 'properties' in route.body && 'version' in route.body.properties
  const description = isVersioned ? IF_MATCH : seenAt(route.seen)
  return description === null ? [] : [{ name: 'If-Match', in: 'header', required: false, schema: text, description }]
}

const FIELDS =
  'Names of fields of the answer, or of the rows of a list, with commas between: only these come, and the id.'
const KEY =
  'Of your making, 8 to 200 characters: the same request again within a day gets the same answer, and makes nothing twice.'
const IF_MATCH = 'The ETag of what was seen, instead of `version` in the body.'
const seenAt = (path: string | undefined): string | null =>
  path === undefined
    ? null
    : `The ETag of GET ${path} as it was seen: where that has changed since, the edit is refused with 412.`

function parametersOf(schema: TObject | undefined, place: 'path' | 'query'): readonly Json[] {
  if (schema === undefined) return []
  const required = new Set(schema.required ?? [])
  return Object.entries(schema.properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.has(name),
    schema: plain(property),
  }))
}

function operationId(route: RegisteredRoute): string {
  const words = route.path.replace('/api/v1/', '').split(/[/:-]+/)
  return [route.method, ...words.filter((word) => word !== '')]
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('')
}

/** Without the symbols that TypeBox keeps on its schemas. */
function plain(schema: TSchema): unknown {
  return JSON.parse(JSON.stringify(schema))
}

/** The API described by the same schemas that check it (OpenAPI 3.1). */

import type { TObject, TSchema } from '@sinclair/typebox'
import { ErrorBody } from './contract/shapes.ts'
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

function describeRoute(route: RegisteredRoute): Json {
  const { capability } = route.access
  return {
    operationId: operationId(route),
    summary: route.summary,
    ...(capability === undefined ? {} : { description: `Needs the capability \`${capability}\`.` }),
    'x-staffroom-access': capability ?? `open:${route.access.open}`,
    security: needsBearer(route) ? [{ bearer: [] }, { cookie: [] }] : [],
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')],
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
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  }
}

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

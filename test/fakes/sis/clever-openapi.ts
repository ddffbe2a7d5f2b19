/** Holds what a Clever is asked and answers to the official descriptions (see openapi/README.md). */

import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import type { ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import type { CleverVersion } from './clever-objects.ts'

type Node = Record<string, unknown>

interface Description {
  readonly basePath: string
  readonly definitions: Record<string, Node>
  readonly paths: Readonly<Record<string, { readonly get?: Operation }>>
  readonly responses: Readonly<Record<string, { readonly schema: Node }>>
}

interface Operation {
  readonly operationId: string
  readonly parameters?: readonly Parameter[]
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly schema?: Node }>>
}

interface Parameter {
  readonly name: string
  readonly in: string
  readonly type: string
  readonly enum?: readonly string[]
}

export interface CleverExchange {
  /** With its version: "/v3.1/users". */
  readonly path: string
  readonly query: URLSearchParams
  readonly status: number
  readonly body: unknown
}

/** The data of one version; its events as 3.1 describes them, with the objects of that version. */
export class CleverDescription {
  readonly #parts: readonly Description[]
  readonly #basePath: string
  readonly #ajv = new Ajv({ strict: false, allErrors: true })
  readonly #validators = new Map<string, ValidateFunction>()

  constructor(version: CleverVersion) {
    const data = load(`clever-v${version}`)
    const events = load('clever-v3.1-events')
    this.#basePath = data.basePath
    this.#parts = [data, { ...events, definitions: { ...events.definitions, ...data.definitions } }]
    formats.default(this.#ajv)
    // Clever's own word for what JSON Schema calls date-time.
    this.#ajv.addFormat('datetime', /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?Z)?$/)
    for (const [index, part] of this.#parts.entries()) this.#ajv.addSchema(closed(part), `part-${index}`)
  }

  /** Every path that can be read, as the descriptions write it. */
  get paths(): readonly string[] {
    return this.#parts.flatMap(({ paths }) => Object.keys(paths))
  }

  /** Everything that an exchange has against the description; empty: nothing. */
  faultsOf({ path, query, status, body }: CleverExchange): readonly string[] {
    const found = this.#operationAt(path)
    if (found === null) return [`${path} is no path of the description`]
    const answer = found.operation.responses[String(status)]
    if (answer === undefined) return []
    const schema =
      answer.$ref === undefined ? answer.schema : found.part.responses[answer.$ref.split('/').at(-1) ?? '']?.schema
    return [...queryFaults(found.operation, query), ...this.#bodyFaults(found, schema, body)]
  }

  #operationAt(
    path: string,
  ): { readonly part: Description; readonly index: number; readonly operation: Operation } | null {
    if (!path.startsWith(`${this.#basePath}/`)) return null
    const parts = path.slice(this.#basePath.length).split('/')
    for (const [index, part] of this.#parts.entries()) {
      for (const [pattern, { get }] of Object.entries(part.paths)) {
        const pieces = pattern.split('/')
        const fits =
          pieces.length === parts.length && pieces.every((each, at) => each.startsWith('{') || each === parts[at])
        if (fits && get !== undefined) return { part, index, operation: get }
      }
    }
    return null
  }

  #bodyFaults(found: { readonly index: number }, schema: Node | undefined, body: unknown): readonly string[] {
    const name = refOf(schema)
    if (name === '') return []
    const faults = this.#check(found.index, name, body)
    const events = name === 'EventsResponse' ? listOf(body) : []
    return [...faults, ...events.flatMap((entry) => this.#eventFaults(found.index, entry))]
  }

  /** The description tells events apart by their type. */
  #eventFaults(index: number, entry: unknown): readonly string[] {
    const event = (entry as { readonly data: { readonly type: string } }).data
    return this.#check(index, event.type, event)
  }

  #check(index: number, definition: string, value: unknown): readonly string[] {
    const key = `part-${index}#/definitions/${definition}`
    const validate = this.#validators.get(key) ?? this.#ajv.compile({ $ref: key })
    this.#validators.set(key, validate)
    if (validate(value)) return []
    return (validate.errors ?? []).map((error) => `${definition}${error.instancePath} ${error.message ?? ''}`)
  }
}

function queryFaults({ operationId, parameters = [] }: Operation, query: URLSearchParams): readonly string[] {
  return [...query].flatMap(([name, text]) => {
    const parameter = parameters.find((each) => each.in === 'query' && each.name === name)
    if (parameter === undefined) return [`${operationId} has no parameter ${name}`]
    if (parameter.type === 'integer' && !/^\d+$/.test(text)) return [`${operationId}: ${name} is no integer`]
    return parameter.enum === undefined || parameter.enum.includes(text)
      ? []
      : [`${operationId}: ${name} can't be that`]
  })
}

function refOf(schema: Node | undefined): string {
  const ref = schema?.['$ref']
  return typeof ref === 'string' ? (ref.split('/').at(-1) ?? '') : ''
}

function listOf(body: unknown): readonly unknown[] {
  return (body as { readonly data: readonly unknown[] }).data
}

function load(name: string): Description {
  return JSON.parse(readFileSync(new URL(`openapi/${name}.openapi.json`, import.meta.url), 'utf8')) as Description
}

/**
 * The description as JSON Schema, stricter than it says itself: an object has no fields but those that are named. Fields
 * marked x-nullable may be null. `count` is described in the text of the paging guide only.
 */
function closed(part: Description): Node {
  const definitions = Object.fromEntries(
    Object.entries(part.definitions).map(([name, definition]) => [name, close(definition, name)]),
  )
  return { definitions }
}

function close(node: unknown, name: string): Node {
  if (typeof node !== 'object' || node === null) return {}
  const copy: Node = Object.fromEntries(
    Object.entries(node as Node).map(([key, value]) => [key, key === 'properties' ? closeAll(value as Node) : value]),
  )
  if ('items' in copy) copy['items'] = close(copy['items'], '')
  if ('allOf' in copy) copy['allOf'] = (copy['allOf'] as unknown[]).map((each) => close(each, '..'))
  if (typeof copy['$ref'] === 'string')
    return { anyOf: [{ $ref: copy['$ref'] }, ...(copy['x-nullable'] === true ? [{ type: 'null' }] : [])] }
  const isPart = name === '..' || name === 'Event'
  if ('properties' in copy && !isPart) {
    const named = copy['properties'] as Node
    if (name.endsWith('sResponse')) named['count'] = { type: 'integer' }
    copy['additionalProperties'] = false
  }
  if (copy['x-nullable'] === true) {
    copy['type'] = [copy['type'], 'null']
    if (Array.isArray(copy['enum'])) copy['enum'] = [...(copy['enum'] as unknown[]), null]
  }
  return copy
}

function closeAll(properties: Node): Node {
  return Object.fromEntries(Object.entries(properties).map(([name, node]) => [name, close(node, '')]))
}

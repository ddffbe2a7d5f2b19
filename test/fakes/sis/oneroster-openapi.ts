/** Holds what a OneRoster 1.2 provider is asked and answers to the official OpenAPI description (see openapi/README.md). */

import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import type { ValidateFunction } from 'ajv'
import formats from 'ajv-formats'

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly schema: { readonly type?: string }
}

interface Operation {
  readonly operationId: string
  readonly parameters?: readonly Parameter[]
  readonly responses: Readonly<Record<string, OperationAnswer>>
}

interface OperationAnswer {
  readonly content?: { readonly 'application/json'?: { readonly schema: { readonly $ref: string } } }
  readonly headers?: Readonly<Record<string, { readonly schema: object }>>
}

interface Description {
  readonly paths: Readonly<Record<string, { readonly get?: Operation }>>
}

const PLACE = new URL('openapi/oneroster-1.2-rostering.openapi.json', import.meta.url)

export interface Exchange {
  /** Below the base: "/users/u-1". */
  readonly path: string
  readonly query: URLSearchParams
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

export class OneRosterDescription {
  readonly #description: Description
  readonly #ajv: Ajv
  readonly #validators = new Map<string, ValidateFunction>()

  constructor() {
    this.#description = JSON.parse(readFileSync(PLACE, 'utf8')) as Description
    this.#ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: false })
    formats.default(this.#ajv)
    this.#ajv.addSchema(this.#description, 'oneroster')
  }

  /** Every path that can be read, as the description writes it. */
  get paths(): readonly string[] {
    return Object.entries(this.#description.paths).flatMap(([path, { get }]) => (get === undefined ? [] : path))
  }

  /** Everything that an exchange has against the description; empty: nothing. */
  faultsOf(exchange: Exchange): readonly string[] {
    const operation = this.#operationAt(exchange.path)
    if (operation === null) return [`${exchange.path} is no path of the description`]
    return [...this.#queryFaults(operation, exchange.query), ...this.#answerFaults(operation, exchange)]
  }

  #operationAt(path: string): Operation | null {
    const parts = path.split('/')
    for (const [pattern, { get }] of Object.entries(this.#description.paths)) {
      const pieces = pattern.split('/')
      const fits =
        pieces.length === parts.length && pieces.every((each, at) => each.startsWith('{') || each === parts[at])
      if (fits && get !== undefined) return get
    }
    return null
  }

  #queryFaults({ operationId, parameters = [] }: Operation, query: URLSearchParams): string[] {
    const known = new Map(parameters.filter((each) => each.in === 'query').map((each) => [each.name, each]))
    return [...query].flatMap(([name, text]) => {
      const parameter = known.get(name)
      if (parameter === undefined) return [`${operationId} has no parameter ${name}`]
      const validate = this.#compile(`${operationId} ${name}`, parameter.schema)
      return validate(readParameter(text, parameter.schema.type)) ? [] : [`${operationId}: ${name} is not as described`]
    })
  }

  #answerFaults({ operationId, responses }: Operation, { status, headers, body }: Exchange): string[] {
    const described = responses[String(status)] ?? responses['default']
    const reference = described?.content?.['application/json']?.schema.$ref
    if (described === undefined || reference === undefined) return [`${operationId} has no answer ${status}`]
    const type = headers.get('content-type') ?? ''
    const validate = this.#compile(reference, { $ref: `oneroster${reference}` })
    const faults = validate(body)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
    return [
      ...(type.startsWith('application/json') ? [] : [`${operationId} answers with ${type}`]),
      ...faults.map((fault) => `${operationId} ${status}: ${fault}`),
      ...Object.entries(described.headers ?? {}).flatMap(([name, { schema }]) =>
        this.#headerFault(name, schema, headers),
      ),
    ]
  }

  #headerFault(name: string, schema: object, headers: Headers): string[] {
    const text = headers.get(name)
    if (text === null) return [`the header ${name} is missing`]
    return this.#compile(`header ${name}`, schema)(Number(text)) ? [] : [`the header ${name} is not as described`]
  }

  #compile(key: string, schema: object): ValidateFunction {
    const validate = this.#validators.get(key) ?? this.#ajv.compile(schema)
    this.#validators.set(key, validate)
    return validate
  }
}

function readParameter(text: string, type: string | undefined): unknown {
  if (type === 'integer') return text === '' ? text : Number(text)
  return type === 'array' ? text.split(',') : text
}

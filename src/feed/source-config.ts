/**
 * A source's configuration: checked against its connector's schema, and taken apart into what may lie open and
 * what is secret. A field is secret where the schema says `secret: true`.
 */

import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { TSchema } from '@sinclair/typebox'
import { Failure } from '../roster/failure.ts'

/** One thing wrong with a configuration: where (`/auth/clientId`, '' for the whole) and what was expected; never the value. */
export interface ConfigProblem {
  readonly path: string
  readonly says: string
}

const ENVIRONMENT_REFERENCE = /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/

/** Pure. All problems at once; an empty list is a configuration that the connector can be given. */
export function checkSourceConfig(schema: TSchema, config: unknown): readonly ConfigProblem[] {
  const ajv = new Ajv2020({ allErrors: true, strict: false })
  formats.default(ajv)
  ajv.addKeyword('secret')
  const validate = ajv.compile(schema)
  if (validate(config)) return []
  const problems = (validate.errors ?? []).map(describe)
  // A union says of every one of its forms why it doesn't fit; each sentence once is enough.
  return [...new Map(problems.map((problem) => [`${problem.path} ${problem.says}`, problem])).values()]
}

function describe(error: ErrorObject): ConfigProblem {
  const params = error.params as Record<string, unknown>
  const named = params['additionalProperty'] ?? params['missingProperty']
  if (error.keyword === 'additionalProperties' && typeof named === 'string')
    return { path: error.instancePath, says: `has a field that is not known: ${named}` }
  if (error.keyword === 'enum' && Array.isArray(params['allowedValues']))
    return { path: error.instancePath, says: `must be one of ${params['allowedValues'].join(', ')}` }
  if (error.keyword === 'const') return { path: error.instancePath, says: `must be ${String(params['allowedValue'])}` }
  if (error.keyword === 'anyOf')
    return { path: error.instancePath, says: 'must have one of the forms that the connector knows' }
  return { path: error.instancePath, says: error.message ?? 'is not as the connector expects it' }
}

/** Seals or opens one secret; `path` names the field, so that a sealed value can't be moved to another one. */
export type SecretChange = (value: string, path: string) => string

/** Pure but for `seal`. Every secret of the configuration sealed; `${ENV_NAME}` stays as it is: it is a name, not a secret. */
export function sealConfig(schema: TSchema, config: unknown, seal: SecretChange): unknown {
  return changeSecrets([schema], config, '', (value, path) =>
    ENVIRONMENT_REFERENCE.test(value) ? value : seal(value, path),
  )
}

/**
 * The configuration as a connector needs it, secrets opened and `${ENV_NAME}` filled in.
 * Throws `Failure('SOURCE_SECRET_UNSET')` where the environment has no such variable.
 */
export function openConfig(
  schema: TSchema,
  config: unknown,
  access: { readonly open: SecretChange; readonly environment: Readonly<Record<string, string | undefined>> },
): unknown {
  return changeSecrets([schema], config, '', (value, path) => {
    const variable = ENVIRONMENT_REFERENCE.exec(value)?.[1]
    if (variable === undefined) return access.open(value, path)
    const found = access.environment[variable]
    if (found !== undefined && found !== '') return found
    throw new Failure(
      'SOURCE_SECRET_UNSET',
      'operator',
      `The source's field ${path} is to come from the environment variable ${variable}, which is not set. Set it where the worker runs, or store the secret with "staffroom source set".`,
    )
  })
}

/** The configuration as it may be shown: every secret replaced by dots, references to the environment kept. */
export function concealConfig(schema: TSchema, config: unknown): unknown {
  return changeSecrets([schema], config, '', (value) => (ENVIRONMENT_REFERENCE.test(value) ? value : '••••••'))
}

interface SchemaNode {
  readonly $id?: string | undefined
  readonly secret?: boolean
  readonly properties?: Record<string, SchemaNode>
  readonly patternProperties?: Record<string, SchemaNode>
  readonly additionalProperties?: SchemaNode | boolean
  readonly items?: SchemaNode | boolean
  readonly anyOf?: readonly SchemaNode[]
  readonly oneOf?: readonly SchemaNode[]
  readonly allOf?: readonly SchemaNode[]
}

function changeSecrets(nodes: readonly SchemaNode[], value: unknown, path: string, change: SecretChange): unknown {
  const alternatives = nodes.flatMap(alternativesOf)
  if (typeof value === 'string') return alternatives.some((node) => node.secret === true) ? change(value, path) : value
  if (Array.isArray(value))
    return value.map((item, index) =>
      changeSecrets(alternatives.flatMap(itemsOf), item, `${path}/${String(index)}`, change),
    )
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, field]) => {
    const below = alternatives.flatMap((node) => fieldsOf(node, key))
    return [key, changeSecrets(below, field, `${path}/${key}`, change)] as const
  })
  return Object.fromEntries(entries)
}

/** A schema and all the forms it allows: a field that is secret in one of them is secret. */
function alternativesOf(node: SchemaNode): readonly SchemaNode[] {
  const below = [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])]
  return [node, ...below.flatMap(alternativesOf)]
}

function itemsOf(node: SchemaNode): readonly SchemaNode[] {
  return typeof node.items === 'object' ? [node.items] : []
}

function fieldsOf(node: SchemaNode, key: string): readonly SchemaNode[] {
  const named = node.properties?.[key]
  if (named !== undefined) return [named]
  const byPattern = Object.entries(node.patternProperties ?? {}).filter(([pattern]) => new RegExp(pattern).test(key))
  if (byPattern.length > 0) return byPattern.map(([, field]) => field)
  return typeof node.additionalProperties === 'object' ? [node.additionalProperties] : []
}

/**
 * A source's configuration: checked against its connector's schema, and taken apart into what may lie open and
 * what is secret. A field is secret where the schema says `secret: true`, and an address where it has a query.
 */

import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { TSchema } from '@sinclair/typebox'
import { Failure } from '../roster/failure.ts'
import { type ConfigProblem, problemsOf } from './config-problems.ts'
import { alternativesOf, fieldsOf, itemsOf, type SchemaNode } from './schema-node.ts'

/** The whole value, or what follows the scheme of an Authorization header. */
const ENVIRONMENT_REFERENCE = /^(?:(Bearer|Basic|Token) )?\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/

/** Pure. All problems at once; an empty list is a configuration that the connector can be given. */
export function checkSourceConfig(schema: TSchema, config: unknown): readonly ConfigProblem[] {
  const ajv = new Ajv2020({ allErrors: true, strict: false, verbose: true })
  formats.default(ajv)
  ajv.addKeyword('secret')
  const validate = ajv.compile(schema)
  if (validate(config)) return []
  return problemsOf(validate.errors ?? [])
}

/** Seals or opens one secret; `path` names the field, so that a sealed value can't be moved to another one. */
export type SecretChange = (value: string, path: string) => string

/**
 * How a secret is kept: sealed, with what may be shown of it (`$shown`), or as the name of a variable of the environment.
 * Says for itself what it is.
 */
export type KeptSecret =
  | { readonly $sealed: string; readonly $shown?: string }
  | { readonly $env: string; readonly $scheme?: string }

/**
 * Pure but for `seal`. The configuration as it may be kept: every secret sealed, every `${ENV_NAME}` as a reference. An
 * address with a query or a user in it is a secret wherever it stands: keys are handed out that way.
 */
export function sealConfig(schema: TSchema, config: unknown, seal: SecretChange): unknown {
  return sealSecrets({ nodes: [schema], path: '' }, config, (value, path, shown): KeptSecret => {
    const [, scheme, variable] = ENVIRONMENT_REFERENCE.exec(value) ?? []
    if (shown !== null) return { $sealed: seal(value, path), $shown: shown }
    if (variable === undefined) return { $sealed: seal(value, path) }
    return scheme === undefined ? { $env: variable } : { $env: variable, $scheme: scheme }
  })
}

/**
 * The kept configuration as a connector needs it, secrets opened and variables filled in.
 * Throws `Failure SOURCE_SECRET_UNSET` where the environment has no such variable.
 */
export function openConfig(
  kept: unknown,
  access: { readonly open: SecretChange; readonly environment: Readonly<Record<string, string | undefined>> },
): unknown {
  return mapSecrets(kept, '', (secret, path) => {
    if ('$sealed' in secret) return access.open(secret.$sealed, path)
    const found = access.environment[secret.$env]
    if (found !== undefined && found !== '') return withScheme(secret, found)
    throw new Failure(
      'SOURCE_SECRET_UNSET',
      'operator',
      `The source's field ${path} is to come from the environment variable ${secret.$env}, which is not set. Set it where Staffroom runs, or store the secret with "staffroom source set".`,
    )
  })
}

/**
 * The kept configuration as it may be shown: secrets as dots, variables by their names. Of an address with a query only
 * what stands before it, also where it was kept open by an earlier version.
 */
export function concealConfig(kept: unknown): unknown {
  const concealed = mapSecrets(kept, '', (secret) =>
    '$sealed' in secret ? (secret.$shown ?? DOTS) : withScheme(secret, `\${${secret.$env}}`),
  )
  return mapTexts(concealed, (text) => shownOf(text) ?? text)
}

/** What stands in place of a secret. */
export const DOTS = '••••••'

/** What may be shown of an address that may hold a key; null: it is no address, or there is nothing to hide in it. */
export function shownOf(text: string): string | null {
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? URL.parse(text) : null
  if (url === null || text.endsWith(`?${DOTS}`)) return null
  if (url.search === '' && url.hash === '' && url.username === '' && url.password === '') return null
  return `${url.protocol}//${url.host}${url.pathname}?${DOTS}`
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, mapTexts(field, change)]))
}

function withScheme({ $scheme }: { readonly $scheme?: string }, value: string): string {
  return $scheme === undefined ? value : `${$scheme} ${value}`
}

function mapSecrets(value: unknown, path: string, change: (secret: KeptSecret, path: string) => string): unknown {
  if (isKeptSecret(value)) return change(value, path)
  if (Array.isArray(value)) return value.map((item, index) => mapSecrets(item, `${path}/${index}`, change))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(
    ([key, field]) => [key, mapSecrets(field, `${path}/${key}`, change)] as const,
  )
  return Object.fromEntries(entries)
}

export function isKeptSecret(value: unknown): value is KeptSecret {
  if (typeof value !== 'object' || value === null) return false
  const keys = Object.keys(value).filter((key) => key !== '$scheme' && key !== '$shown')
  if (keys.length !== 1) return false
  return (
    ('$sealed' in value && typeof value.$sealed === 'string') || ('$env' in value && typeof value.$env === 'string')
  )
}

interface Field {
  /** The schemas that a value at this place may have. */
  readonly nodes: readonly SchemaNode[]
  readonly path: string
}

/** `shown`: what may be shown of it. */
type Keep = (value: string, path: string, shown: string | null) => KeptSecret

function sealSecrets(at: Field, value: unknown, keep: Keep): unknown {
  const { path } = at
  const nodes = at.nodes.flatMap(alternativesOf)
  if (typeof value === 'string') {
    // Of what is secret as such nothing is shown, whatever it looks like.
    if (nodes.some((node) => node.secret === true)) return keep(value, path, null)
    const shown = shownOf(value)
    return shown === null ? value : keep(value, path, shown)
  }
  if (Array.isArray(value))
    return value.map((item, index) =>
      sealSecrets({ nodes: nodes.flatMap(itemsOf), path: `${path}/${index}` }, item, keep),
    )
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, field]) => {
    const below = { nodes: nodes.flatMap((node) => fieldsOf(node, key)), path: `${path}/${key}` }
    return [key, sealSecrets(below, field, keep)] as const
  })
  return Object.fromEntries(entries)
}

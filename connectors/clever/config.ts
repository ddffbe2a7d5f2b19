/** The configuration of a Clever source. */

import { Type } from '@sinclair/typebox'
import type { Static } from '@sinclair/typebox'
import { Ajv } from 'ajv'
import { Failure } from '../../src/roster/failure.ts'

const BASE_URL = 'https://api.clever.com/v3.1'
const TOKENS_URL = 'https://clever.com/oauth/tokens'
/** Clever answers 413 above it. */
const PAGE_SIZE_MAX = 10_000
const PAGE_SIZE = 1000
/** Clever takes in a district's data every night at least; three days let a weekend pass. */
const LAST_SYNC_HOURS_MAX = 72

const common = {
  baseUrl: Type.Optional(
    Type.String({
      title: 'Address of the API',
      pattern: '^https?://[^/?#@]+(/[^?#]*)?/v3\\.[01]/?$',
      description: `Which version is read: an address that ends in /v3.0 or /v3.1. Default: ${BASE_URL}.`,
    }),
  ),
  events: Type.Optional(
    Type.Boolean({
      title: 'Only what changed',
      tuning: true,
      description:
        'Read only what changed since the last run where that is safe. Events must be switched on for the app at Clever. Default: no.',
    }),
  ),
  lastSyncHoursMax: Type.Optional(
    Type.Integer({
      title: 'Oldest data, in hours',
      tuning: true,
      minimum: 1,
      maximum: 8760,
      description: `Refuse data that Clever took from the SIS longer ago than that. Default: ${LAST_SYNC_HOURS_MAX}.`,
    }),
  ),
  pageSize: Type.Optional(
    Type.Integer({
      title: 'Records in one answer',
      tuning: true,
      minimum: 1,
      maximum: PAGE_SIZE_MAX,
      description: `Default: ${PAGE_SIZE}.`,
    }),
  ),
}

const ByToken = Type.Object(
  {
    ...common,
    token: Type.String({
      minLength: 1,
      secret: true,
      title: 'Token',
      description: 'The district-app token of this district.',
    }),
  },
  { additionalProperties: false, title: 'By the token of the district' },
)
const ByClient = Type.Object(
  {
    ...common,
    clientId: Type.String({
      minLength: 1,
      title: 'Client id',
      description: 'The client id of the app; its token is looked up.',
    }),
    clientSecret: Type.String({ minLength: 1, secret: true, title: 'Client secret' }),
    district: Type.Optional(
      Type.String({
        minLength: 1,
        title: 'District at Clever',
        description: "Clever's id of the district, where the app has several.",
      }),
    ),
    tokensUrl: Type.Optional(
      Type.String({
        title: 'Address of the tokens',
        pattern: '^https?://[^/?#@]+/[^?#]*$',
        description: `Default: ${TOKENS_URL}.`,
      }),
    ),
  },
  { additionalProperties: false, title: 'By client id and secret' },
)

export const configSchema = Type.Union([ByToken, ByClient], { title: 'Clever' })
type Written = Static<typeof configSchema>

export type CleverVersion = '3.0' | '3.1'

/** Where the token comes from. */
export type CleverAuth =
  | { readonly token: string }
  | {
      readonly clientId: string
      readonly clientSecret: string
      readonly district: string | null
      readonly tokensUrl: string
    }

export interface CleverConfig {
  /** Without a slash at its end. */
  readonly baseUrl: string
  readonly version: CleverVersion
  readonly auth: CleverAuth
  readonly events: boolean
  readonly lastSyncHoursMax: number
  readonly pageSize: number
}

const isWritten = new Ajv({ strict: false }).compile<Written>(configSchema)
/** What a header can carry without being taken apart. */
const SENDABLE = /^[!-~]+$/

/** The configuration with its defaults, or `Failure(CONFIG_INVALID)`. */
export function readConfig(config: unknown): CleverConfig {
  if (!isWritten(config)) throw invalid()
  const baseUrl = (config.baseUrl ?? BASE_URL).replace(/\/$/, '')
  const auth = authOf(config)
  const secrets = 'token' in auth ? [auth.token] : [auth.clientId, auth.clientSecret]
  if (!secrets.every((secret) => SENDABLE.test(secret))) throw unsendable()
  return {
    baseUrl,
    version: baseUrl.endsWith('3.0') ? '3.0' : '3.1',
    auth,
    events: config.events ?? false,
    lastSyncHoursMax: config.lastSyncHoursMax ?? LAST_SYNC_HOURS_MAX,
    pageSize: config.pageSize ?? PAGE_SIZE,
  }
}

function authOf(config: Written): CleverAuth {
  if ('token' in config) return { token: config.token }
  const { clientId, clientSecret, district = null, tokensUrl = TOKENS_URL } = config
  return { clientId, clientSecret, district, tokensUrl }
}

function invalid(): Failure {
  return new Failure(
    'CONFIG_INVALID',
    'operator',
    'The configuration of this Clever source is not understood. It should be {"token": "…"} or {"clientId": "…", "clientSecret": "…"}, and "baseUrl", if given, an address that ends in /v3.0 or /v3.1.',
  )
}

function unsendable(): Failure {
  return new Failure(
    'CONFIG_INVALID',
    'operator',
    'The token or the client id and secret of this Clever source have characters that can’t be sent, such as blanks or line breaks. Copy them again.',
  )
}

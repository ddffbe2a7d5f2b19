/** The configuration of a OneRoster REST source. */

import { Type } from '@sinclair/typebox'
import type { Static } from '@sinclair/typebox'
import { Ajv } from 'ajv'
import { Failure } from '../../src/roster/failure.ts'
import { PROFILE_NAMES, PROFILES } from './profiles.ts'
import type { Profile, ProfileName } from './profiles.ts'

// Without a user part or a query: they would be secrets that are neither encrypted nor hidden.
const ADDRESS = '^https?://[^/?#@]+(/[^?#]*)?$'

const OAuth2 = Type.Object(
  {
    type: Type.Literal('oauth2'),
    tokenUrl: Type.Optional(
      Type.String({
        title: 'Address of the tokens',
        pattern: ADDRESS,
        description: 'Where tokens are given. Not needed where the profile knows it.',
      }),
    ),
    clientId: Type.String({ minLength: 1, title: 'Client id' }),
    clientSecret: Type.String({ minLength: 1, secret: true, title: 'Client secret' }),
    scope: Type.Optional(
      Type.String({
        title: 'Scopes',
        description:
          'Scopes with blanks between them. Default: the core reading scope of the version; "" asks for none.',
      }),
    ),
    dialect: Type.Optional(
      Type.Union(
        [Type.Literal('basic'), Type.Literal('basic-unencoded'), Type.Literal('form'), Type.Literal('query')],
        {
          title: 'How credentials are sent',
          description: 'How the credentials travel to the token server. Default: as the profile says, else basic.',
        },
      ),
    ),
  },
  { additionalProperties: false, title: 'OAuth 2, client id and secret' },
)
const OAuth1 = Type.Object(
  {
    type: Type.Literal('oauth1'),
    key: Type.String({ minLength: 1, title: 'Key' }),
    secret: Type.String({ minLength: 1, secret: true, title: 'Secret' }),
    signatureMethod: Type.Optional(
      Type.Union([Type.Literal('HMAC-SHA256'), Type.Literal('HMAC-SHA1')], {
        title: 'Signature',
        description: 'Default HMAC-SHA256.',
      }),
    ),
  },
  { additionalProperties: false, title: 'OAuth 1.0a, key and secret' },
)
const Bearer = Type.Object(
  { type: Type.Literal('bearer'), token: Type.String({ minLength: 1, secret: true, title: 'Token' }) },
  { additionalProperties: false, title: 'Bearer token' },
)

export const configSchema = Type.Object(
  {
    version: Type.Union([Type.Literal('1.1'), Type.Literal('1.2')], { title: 'Version of OneRoster' }),
    baseUrl: Type.String({
      title: 'Address of the API',
      pattern: ADDRESS,
      description:
        'The address of the API with its path, such as https://host/ims/oneroster/v1p1. With a host alone the standard’s path of the version is added.',
    }),
    pageSize: Type.Optional(
      Type.Integer({ title: 'Rows asked for at once', tuning: true, minimum: 1, maximum: 50_000 }),
    ),
    requestsAtOnce: Type.Optional(Type.Integer({ title: 'Requests at once', tuning: true, minimum: 1, maximum: 8 })),
    profile: Type.Optional(
      Type.Union(
        PROFILE_NAMES.map((name) => Type.Literal(name)),
        {
          title: 'Provider',
          description: 'Whose API it is: sets what that provider does otherwise than the standard. Default generic.',
        },
      ),
    ),
    people: Type.Optional(
      Type.Union([Type.Literal('users'), Type.Literal('students-and-teachers')], {
        title: 'Collections of people',
        tuning: true,
        description:
          'Which collections hold the people. Default users; students-and-teachers where that one is missing.',
      }),
    ),
    incremental: Type.Optional(
      Type.Boolean({
        title: 'Only what changed',
        tuning: true,
        description:
          'Asks for changes only between two whole sets, where the provider dates them. Default false: the whole set every time, so that who vanishes is seen the same night.',
      }),
    ),
    auth: Type.Union([OAuth2, OAuth1, Bearer], { title: 'How it signs in' }),
  },
  { additionalProperties: false, title: 'OneRoster REST' },
)
type Given = Static<typeof configSchema>

export type OneRosterRestConfig = Given & { readonly profile: ProfileName }

const isKnown = new Ajv({ strict: false }).compile<Given>(configSchema)

/** The configuration with its profile; throws `Failure(CONFIG_INVALID)`. */
export function readConfig(config: unknown): OneRosterRestConfig {
  if (!isKnown(config))
    throw new Failure(
      'CONFIG_INVALID',
      'operator',
      'The configuration of this OneRoster REST source is not understood. It should be {"version": "1.1" or "1.2", "baseUrl": "https://…", "auth": {"type": "oauth2", "tokenUrl", "clientId", "clientSecret"} or {"type": "oauth1", "key", "secret"} or {"type": "bearer", "token"}}.',
    )
  const profile = PROFILE_NAMES.find((name) => name === config.profile) ?? 'generic'
  if (config.auth.type === 'oauth2' && config.auth.tokenUrl === undefined && PROFILES[profile].tokenPath === null)
    throw new Failure(
      'CONFIG_INVALID',
      'operator',
      'The configuration of this OneRoster REST source lacks auth.tokenUrl: the address at which its tokens are given. Only some profiles know it.',
    )
  return { ...config, profile }
}

/** What the provider of a source does, as the profile has it and the configuration changes it. */
export function profileOf(config: OneRosterRestConfig): Profile {
  const profile: Profile = PROFILES[config.profile]
  return {
    ...profile,
    pageSize: config.pageSize ?? profile.pageSize,
    requestsAtOnce: config.requestsAtOnce ?? profile.requestsAtOnce,
    people: config.people === 'students-and-teachers' ? ['students', 'teachers'] : profile.people,
  }
}

/** The configuration of a OneRoster CSV source. */

import { Type } from '@sinclair/typebox'
import type { Static } from '@sinclair/typebox'
import { Ajv } from 'ajv'
import { Failure } from '../../src/roster/failure.ts'

/** What the way there sees to by itself, conditions and ranges included. */
const OWN_HEADERS =
  /^(host|content-length|transfer-encoding|connection|upgrade|te|trailer|accept-encoding|expect|if-.*|range)$/i
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9a-z-]+$/i

const ByPath = Type.Object(
  {
    path: Type.String({
      minLength: 1,
      title: 'File or folder',
      ofMachine: true,
      description: 'A zip file, or a folder with the CSV files in it, on this machine.',
    }),
  },
  { additionalProperties: false, title: 'From this machine' },
)
const ByUrl = Type.Object(
  {
    url: Type.String({
      title: 'Address of the zip',
      // Without a user part: it would be a password that is neither encrypted nor hidden.
      pattern: '^https?://[^/?#@]+([/?#].*)?$',
      description:
        'Where the zip is fetched from, over https. With a query it is kept sealed and shown without it; a key is better off in a header.',
    }),
    headers: Type.Optional(
      Type.Record(Type.String(), Type.String({ secret: true }), {
        title: 'Headers',
        description: 'Sent with the request, for a key. Every value is a secret.',
      }),
    ),
  },
  { additionalProperties: false, title: 'By https' },
)
const BySftp = Type.Object(
  {
    sftp: Type.Object(
      {
        host: Type.String({ minLength: 1, title: 'Server' }),
        port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535, title: 'Port', description: 'Default: 22.' })),
        user: Type.String({ minLength: 1, title: 'User' }),
        password: Type.Optional(Type.String({ secret: true, title: 'Password' })),
        privateKey: Type.Optional(
          Type.String({
            secret: true,
            multiline: true,
            title: 'Private key',
            description: 'Instead of a password, as the file of the key has it: OpenSSH or PEM.',
          }),
        ),
        passphrase: Type.Optional(
          Type.String({ secret: true, title: 'Passphrase', description: 'Of the private key, where it has one.' }),
        ),
        path: Type.String({ minLength: 1, title: 'Path', description: 'The zip on the server.' }),
        hostKey: Type.Optional(
          Type.String({
            title: 'Key of the server',
            pattern: '^SHA256:[A-Za-z0-9+/]{43}=?$',
            description:
              'The key of the server, as trying the connection shows it. Without it the key that is met first counts. Another key is refused.',
          }),
        ),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false, title: 'By SFTP' },
)

export const configSchema = Type.Union([ByPath, ByUrl, BySftp], { title: 'OneRoster CSV' })
export type OneRosterCsvConfig = Static<typeof configSchema>

const isKnown = new Ajv({ strict: false }).compile<OneRosterCsvConfig>(configSchema)

/** The configuration, or `Failure(CONFIG_INVALID)`. */
export function readConfig(config: unknown): OneRosterCsvConfig {
  if (isKnown(config)) {
    if ('headers' in config && !areSendable(config.headers ?? {})) throw headersInvalid()
    if ('sftp' in config && (config.sftp.password === undefined) === (config.sftp.privateKey === undefined))
      throw signInInvalid()
    return config
  }
  throw new Failure(
    'CONFIG_INVALID',
    'operator',
    'The configuration of this OneRoster CSV source is not understood. It should be {"path": "…"}, where the path is a zip file or a folder, or {"url": "https://…", "headers": {…}}, or {"sftp": {"host": "…", "user": "…", "password": "…", "path": "…"}}.',
  )
}

/** Whether the headers can be sent: no line breaks, no others that the request itself is made of. */
function areSendable(headers: Readonly<Record<string, string>>): boolean {
  return Object.entries(headers).every(
    ([name, value]) =>
      HEADER_NAME.test(name) && !OWN_HEADERS.test(name) && /^[\t\u0020-\u007E\u0080-\u00FF]*$/.test(value),
  )
}

function headersInvalid(): Failure {
  return new Failure(
    'CONFIG_INVALID',
    'operator',
    'A header of this OneRoster CSV source can’t be sent: its name or value has characters that headers can’t have, or it is one that the request sets by itself (Host, Content-Length, Accept-Encoding, If-None-Match, Range …).',
  )
}

function signInInvalid(): Failure {
  return new Failure(
    'CONFIG_INVALID',
    'operator',
    'The SFTP source needs either a "password" or a "privateKey", and not both.',
  )
}

/** The configuration of a OneRoster CSV source. */

import { Type } from '@sinclair/typebox'
import type { Static } from '@sinclair/typebox'
import { Ajv } from 'ajv'
import { Failure } from '../../src/roster/failure.ts'

const NOT_YET = 'Not in this version: fetch the export over HTTPS, or into a folder of this machine and give its path.'
/** What the way there sees to by itself. */
const OWN_HEADERS = /^(host|content-length|transfer-encoding|connection|upgrade|te|trailer|accept-encoding|expect)$/i
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9a-z-]+$/i

const ByPath = Type.Object(
  {
    path: Type.String({
      minLength: 1,
      description: 'A zip file, or a folder with the CSV files in it, on this machine.',
    }),
  },
  { additionalProperties: false },
)
const ByUrl = Type.Object(
  {
    url: Type.String({
      // Without a user part: it would be a password that is neither encrypted nor hidden.
      pattern: '^https?://[^/?#@]+([/?#].*)?$',
      description:
        'Where the zip is fetched from, over https. It is kept and shown as it is: a key belongs into a header.',
    }),
    headers: Type.Optional(
      Type.Record(Type.String(), Type.String({ secret: true }), {
        description: 'Sent with the request, for a key. Every value is a secret.',
      }),
    ),
  },
  { additionalProperties: false },
)
const BySftp = Type.Object(
  {
    sftp: Type.Object({
      host: Type.String(),
      port: Type.Optional(Type.Integer()),
      user: Type.String(),
      password: Type.Optional(Type.String({ secret: true })),
      privateKey: Type.Optional(Type.String({ secret: true })),
      path: Type.String(),
    }),
  },
  { additionalProperties: false, description: NOT_YET },
)

export const configSchema = Type.Union([ByPath, ByUrl, BySftp], { title: 'OneRoster CSV' })
export type OneRosterCsvConfig = Static<typeof ByPath> | Static<typeof ByUrl>

const isKnown = new Ajv({ strict: false }).compile<OneRosterCsvConfig>(Type.Union([ByPath, ByUrl]))
const isBySftp = new Ajv({ strict: false }).compile(BySftp)

/** The configuration, or `Failure`: `SOURCE_UNSUPPORTED` for the form that can't be read yet, else `CONFIG_INVALID`. */
export function readConfig(config: unknown): OneRosterCsvConfig {
  if (isKnown(config)) {
    if ('headers' in config && !areSendable(config.headers ?? {})) throw headersInvalid()
    return config
  }
  if (isBySftp(config)) {
    throw new Failure(
      'SOURCE_UNSUPPORTED',
      'operator',
      'This version does not read over SFTP. Have the export offered over HTTPS and configure the source as {"url": "https://…"}, or fetch it into a folder of this machine: {"path": "/that/folder/export.zip"}.',
    )
  }
  throw new Failure(
    'CONFIG_INVALID',
    'operator',
    'The configuration of this OneRoster CSV source is not understood. It should be {"path": "…"}, where the path is a zip file or a folder, or {"url": "https://…", "headers": {…}}.',
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
    'A header of this OneRoster CSV source can’t be sent: its name or value has characters that headers can’t have, or it is one that the request sets by itself (Host, Content-Length, Accept-Encoding …).',
  )
}

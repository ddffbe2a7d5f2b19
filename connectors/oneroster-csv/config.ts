/** The configuration of a OneRoster CSV source. */

import { Type } from '@sinclair/typebox'
import type { Static } from '@sinclair/typebox'
import { Ajv } from 'ajv'
import { Failure } from '../../src/roster/failure.ts'

const NOT_YET = 'Not in this version: fetch the export into a folder of this machine and give its path.'

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
  { url: Type.String({ minLength: 1 }), headers: Type.Optional(Type.Record(Type.String(), Type.String())) },
  { additionalProperties: false, description: NOT_YET },
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
export type OneRosterCsvConfig = Static<typeof ByPath>

const isByPath = new Ajv({ strict: false }).compile<OneRosterCsvConfig>(ByPath)
const isByUrlOrSftp = new Ajv({ strict: false }).compile(Type.Union([ByUrl, BySftp]))

/** The configuration, or `Failure`: `SOURCE_UNSUPPORTED` for the forms that can't be read yet, else `CONFIG_INVALID`. */
export function readConfig(config: unknown): OneRosterCsvConfig {
  if (isByPath(config)) return config
  if (isByUrlOrSftp(config)) {
    throw new Failure(
      'SOURCE_UNSUPPORTED',
      'operator',
      'This version reads OneRoster CSV from a local path only, not over HTTPS or SFTP. Fetch the export into a folder of this machine and configure the source as {"path": "/that/folder/export.zip"}.',
    )
  }
  throw new Failure(
    'CONFIG_INVALID',
    'operator',
    'The configuration of this OneRoster CSV source is not understood. It should be {"path": "…"}, where the path is a zip file or a folder.',
  )
}

/** The configuration of a list of educators. */

import { Type } from '@sinclair/typebox'
import type { Static } from '@sinclair/typebox'
import { Ajv } from 'ajv'
import { Failure } from '../../src/roster/failure.ts'

export const configSchema = Type.Object(
  {
    path: Type.Optional(
      Type.String({
        minLength: 1,
        title: 'File',
        ofMachine: true,
        description: 'A CSV file on this machine. Without it, the list is handed over with each upload.',
      }),
    ),
    list: Type.Optional(
      Type.Union([Type.Literal('additions'), Type.Literal('whole')], {
        title: 'What a list says',
        description:
          'additions (what counts where nothing is said): a list adds and changes people, and nobody leaves by not standing in it. whole: whoever is not in it leaves.',
      }),
    ),
  },
  { additionalProperties: false, title: 'List of educators' },
)
export type EducatorCsvConfig = Static<typeof configSchema>

const isKnown = new Ajv({ strict: false }).compile<EducatorCsvConfig>(configSchema)

/** The configuration, or `Failure`: `CONFIG_INVALID`, and `UPLOAD_MISSING` where it names no file and none was given. */
export function readConfig(config: unknown): { readonly path: string; readonly whole: boolean } {
  if (!isKnown(config))
    throw new Failure(
      'CONFIG_INVALID',
      'operator',
      'The configuration of this list of educators is not understood. It should be {"path": "file.csv"}, with "list": "whole" where whoever is not in it is to leave.',
    )
  if (config.path === undefined)
    throw new Failure(
      'UPLOAD_MISSING',
      'operator',
      'This source has no file of its own: a list is given with each upload, on the page of lists, or with "staffroom educators upload SRC FILE.csv". Nothing was changed.',
    )
  return { path: config.path, whole: config.list === 'whole' }
}

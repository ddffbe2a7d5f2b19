/** Writes down what a database's schema is, so that it can be reviewed and compared with what it should be. */

import { Client } from 'pg'
import { sql } from '../sql.ts'

const HEADER = `-- The schema that the migrations make, for reading and for comparing; a test keeps it true.
-- Made by "npm run dump-schema". Don't edit.

set check_function_bodies = off;
`

/**
 * The schema `public` as SQL: the same text for the same schema, whatever the server and the order of the migrations.
 * @param ownerUrl a migrated database
 */
export async function dumpSchema(ownerUrl: string): Promise<string> {
  const client = new Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    // Without a search path the server would write every name in full; with another one, some.
    await client.query("select set_config('search_path', 'public', false)")
    const { rows } = await client.query<{ text: string }>(sql('dump_schema'))
    return [HEADER, ...rows.map(({ text }) => text)].join('\n').concat('\n')
  } finally {
    await client.end()
  }
}

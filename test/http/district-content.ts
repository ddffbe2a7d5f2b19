/** All rows of a district, to see whether anything of it has changed. */

import { Client } from 'pg'
import type { TestApp } from './test-app.ts'

/** Every row of the district, table by table. @throws Error where it sees nobody: it would find nothing changed, ever */
export async function contentOf(app: TestApp, districtId: string): Promise<Readonly<Record<string, string>>> {
  const client = new Client({ connectionString: app.database.ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'district_id'
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`,
    )
    const found: Record<string, string> = {}
    await client.query("select set_config('app.district_id', $1, false)", [districtId])
    for (const { name } of rows) {
      const content = await client.query<{ all: string }>(
        `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) || ' ' || count(*) as all from "${name}" t where district_id = $1`,
        [districtId],
      )
      found[name] = content.rows[0]?.all ?? ''
    }
    if (found['person']?.endsWith(' 0') !== false) throw new Error(`Nobody is seen of ${districtId}.`)
    return found
  } finally {
    await client.end()
  }
}

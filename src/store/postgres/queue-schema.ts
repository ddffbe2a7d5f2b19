/** The queue's own schema (pg-boss): made by the owner, used by the runtime roles without a right to change it. */

import type pg from 'pg'
import { PgBoss } from 'pg-boss'

/** The schema's name; whoever opens the queue names it with `migrate: false, createSchema: false`. */
export const QUEUE_SCHEMA = 'pgboss'

// TRUNCATE isn't given: it would pass by every check.
const GRANTS = `
  grant usage on schema ${QUEUE_SCHEMA} to staffroom_web, staffroom_sync;
  grant select, insert, update, delete on all tables in schema ${QUEUE_SCHEMA} to staffroom_web, staffroom_sync;
  grant usage, select on all sequences in schema ${QUEUE_SCHEMA} to staffroom_web, staffroom_sync;
  grant execute on all functions in schema ${QUEUE_SCHEMA} to staffroom_web, staffroom_sync;
`

/** Makes or updates the queue's schema on the owner's connection, then grants what the runtime roles need. */
export async function prepareQueueSchema(client: pg.Client): Promise<void> {
  const boss = new PgBoss({
    db: { executeSql: async (text, values) => client.query(text, values === undefined ? [] : [...values]) },
    schema: QUEUE_SCHEMA,
    supervise: false,
    schedule: false,
  })
  boss.on('error', () => undefined)
  await boss.start()
  await boss.stop({ graceful: false })
  await client.query(GRANTS)
}

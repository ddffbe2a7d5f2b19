/** The database as it would be without its second wall: what a route holds back by itself shows then. */

import { onServer } from '../support/database-server.ts'

/** Switches row-level security off for every table, also for their owner. */
export function switchOffRowSecurity(ownerUrl: string): Promise<void> {
  return onServer(
    ownerUrl,
    `do $$
    declare t text;
    begin
      for t in select relname from pg_class where relrowsecurity and relnamespace = 'public'::regnamespace
      loop
        execute format('alter table %I disable row level security', t);
        execute format('alter table %I no force row level security', t);
      end loop;
    end $$`,
  )
}

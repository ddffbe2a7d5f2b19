-- After a first large sync the planner knows nothing of the tables until autovacuum comes by, a minute or two later, and
-- pages would read them by plans for tables without rows. Only the owner may analyse a table; the worker may ask for it here.

-- Looks at every table that has more than doubled since it was looked at last, or was never, and is not small; returns how
-- many. A table that something else is looking at, or changing, is left to that.
create function refresh_statistics() returns integer language plpgsql security definer
  set search_path = pg_catalog, public as $$
declare
  grown regclass;
  looked integer := 0;
begin
  for grown in
    select c.oid from pg_class c join pg_roles r on r.oid = c.relowner
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and r.rolname = current_user
      and pg_relation_size(c.oid) > 500000
      and (c.reltuples < 0 or pg_relation_size(c.oid) > 2 * current_setting('block_size')::bigint * c.relpages)
    order by c.oid
  loop
    execute format('analyze (skip_locked) %s', grown);
    looked := looked + 1;
  end loop;
  return looked;
end $$;
revoke all on function refresh_statistics() from public;
grant execute on function refresh_statistics() to staffroom_sync;

-- Slots of a district that wait or run. The queue's own table: see src/store/postgres/queue-schema.ts.
select count(*)::int as count from pgboss.job where name = $1 and group_id = $2 and state < 'completed'

-- What a district's figures are made of. $1 district, $2 now.
select
  coalesce((select jsonb_object_agg(state, n) from (
    select state, count(*) as n from run where district_id = $1 group by state) r), '{}') as runs,
  coalesce((select jsonb_object_agg(kind, n) from (
    select kind, count(*) as n from notice where district_id = $1 and resolved_at is null and tell_at <= $2
    group by kind) n), '{}') as notices,
  coalesce((select jsonb_object_agg(s.id, jsonb_build_object(
      'appliedAt', (select max(r.finished_at) from run r
        where r.district_id = $1 and r.source_id = s.id and r.state in ('applied', 'reported')),
      'stale', exists (select from notice n where n.district_id = $1 and n.kind = 'source_stale' and n.key = s.id
        and n.resolved_at is null)))
    from source s where s.district_id = $1), '{}') as sources,
  (select count(*)::int from outbox where district_id = $1 and state = 'queued') as queued,
  (select count(*)::int from outbox where district_id = $1 and state = 'dead') as dead,
  (select min(created_at) from outbox where district_id = $1 and state = 'queued') as "oldestQueuedAt"

-- Why a person is who they are here: what each source says and in which row, every role with the rule and the row that
-- gave it and the run that brought it, every seat with its history. Ids, codes and places in files; no names.
-- $1 district, $2 person.
with told as (
  select s.source_id, s.sourced_id, s.status, s.feed_roles, s.retired_at, s.changed_run_id,
    jsonb_build_object('table', 'people', 'source', s.source_id, 'sourcedId', s.sourced_id, 'status', s.status,
      'file', r.files ->> 'people', 'row', s.feed_row, 'runId', s.changed_run_id::text, 'at', r.finished_at) as place
  from person_source s
  left join run r on r.district_id = s.district_id and r.id = s.changed_run_id
  where s.district_id = $1 and s.person_id = $2
), teaching as (
  select e.source_id, e.class_id, e.person_sourced_id,
    jsonb_build_object('table', 'enrolments', 'source', e.source_id, 'sourcedId', e.sourced_id, 'status', e.status,
      'file', r.files ->> 'enrolments', 'row', e.feed_row, 'runId', e.changed_run_id::text, 'at', r.finished_at) as place
  from enrolment e
  left join run r on r.district_id = e.district_id and r.id = e.changed_run_id
  where e.district_id = $1 and e.person_id = $2 and e.role = 'teacher'
), mentioned as (
  select distinct id from (
    select changed_run_id as id from told
    union all select granted_run_id from role_grant where district_id = $1 and person_id = $2
    union all select revoked_run_id from role_grant where district_id = $1 and person_id = $2
    union all select run_id from seat_ledger where district_id = $1 and person_id = $2
  ) ids where id is not null
)
select jsonb_build_object(
  'personId', p.id::text,
  'status', p.status,
  'enabled', p.enabled,
  'records', coalesce((
    select jsonb_agg(t.place || jsonb_build_object('feedRoles', t.feed_roles) order by t.source_id, t.sourced_id)
    from told t), '[]'),
  'roles', coalesce((
    select jsonb_agg(jsonb_build_object(
      'role', g.role, 'scopeType', g.scope_type, 'scopeId', g.scope_id::text,
      'scopeSourcedId', coalesce(o.sourced_id, k.sourced_id), 'status', g.status, 'origin', g.origin,
      'source', nullif(g.source_id, ''), 'rule', g.rule, 'grantedAt', g.granted_at, 'grantedRunId', g.granted_run_id::text,
      'revokedAt', g.revoked_at, 'revokedRunId', g.revoked_run_id::text,
      'grantedBy', case when g.origin = 'manual' then (
        select a.actor from audit_entry a
        where a.district_id = $1 and a.object = 'person:' || $2::bigint and a.action = 'role.grant'
          and a.detail ->> 'role' = g.role and a.at <= g.granted_at + interval '1 minute'
        order by a.id desc limit 1) end,
      'rows', coalesce(case when g.role = 'class_lead' and g.origin = 'feed'
        then (select jsonb_agg(e.place order by e.place ->> 'sourcedId') from teaching e
          where e.source_id = g.source_id and e.class_id = g.scope_id and e.person_sourced_id = g.person_sourced_id)
        when g.origin = 'feed'
        then (select jsonb_agg(t.place order by t.sourced_id) from told t
          where t.source_id = g.source_id and t.sourced_id = g.person_sourced_id) end, '[]')
    ) order by g.status, g.role, g.scope_type, g.scope_id, g.id)
    from role_grant g
    left join org o on g.scope_type = 'school' and o.district_id = g.district_id and o.id = g.scope_id
    left join class k on g.scope_type = 'class' and k.district_id = g.district_id and k.id = g.scope_id
    where g.district_id = $1 and g.person_id = $2), '[]'),
  'seats', coalesce((
    select jsonb_agg(jsonb_build_object('kind', s.kind, 'state', s.state, 'since', s.since, 'until', s.until) order by s.kind)
    from seat s where s.district_id = $1 and s.person_id = $2), '[]'),
  'ledger', coalesce((
    select jsonb_agg(jsonb_build_object('kind', l.kind, 'seq', l.seq::text, 'at', l.at, 'move', l.move, 'reason', l.reason,
      'until', l.until, 'runId', l.run_id::text, 'actor', l.actor) order by l.kind, l.seq)
    from seat_ledger l where l.district_id = $1 and l.person_id = $2), '[]'),
  'runs', coalesce((
    select jsonb_agg(jsonb_build_object('runId', r.id::text, 'source', r.source_id, 'trigger', r.trigger,
      'undoOf', r.undo_of::text, 'requestedBy', r.requested_by, 'finishedAt', r.finished_at, 'decidedBy', r.decided_by,
      'decidedAt', r.decided_at) order by r.id)
    from run r join mentioned m on m.id = r.id where r.district_id = $1), '[]')
) as trace
from person p
where p.district_id = $1 and p.id = $2

-- The inverse of what a run ($3) changed in one table, field by field, as far as each record is still what that run made
-- of it: an added one retires, a retired one returns as it was, of a changed one the fields go back that nothing has
-- changed since. Whatever a later run in effect brought or took stands. row_hash: what the feed said before, where the whole
-- record is that again; else null, so that the next feed is compared in full. $5: the names of the canonical columns.
-- Fields that are edited by hand count as the feed had them, before, after and now: the edit itself is laid over again.
with decided as (
  select distinct x.key from run_change x join later_run r on r.run_id = x.run_id
  where x.district_id = $1 and x.kind = $4 and x.op <> 'change' and (x.skipped_because is null or x.skipped_because like 'manual_edit:%')
), told as (
  select key, op, before || coalesce(before -> 'sticky', '{}') as before, after || coalesce(after -> 'sticky', '{}') as after
  from run_change s
  where s.district_id = $1 and s.run_id = $3 and s.kind = $4
    and (s.skipped_because is null or s.skipped_because like 'manual_edit:%')
), edited as (
  select record, jsonb_object_agg(field, feed_value) as feed from sticky_field
  where district_id = $1 and kind = $4 and field <> 'member'
  group by record
), compared as (
  select s.key, s.op, s.before, {{liveId}} as live_id, l.status, l.row_hash, v.record, d.key is not null as decided,
    case when s.op = 'change' then array(
      select f from unnest($5::text[]) f
      where s.before -> f is distinct from s.after -> f and v.record -> f is not distinct from s.after -> f) end as back,
    case when s.op = 'change' then array(
      select f from unnest($5::text[]) f
      where s.before -> f is distinct from s.after -> f and v.record -> f is distinct from s.after -> f
        and v.record -> f is distinct from s.before -> f) end as kept
  from told s
  join {{live}} l on l.district_id = $1 and l.source_id = $2 and l.sourced_id = s.key
  left join edited e on e.record = case $4::text when 'enrolments' then $2::text || '/' || s.key else ({{liveId}})::text end
  join lateral (
    select to_jsonb(r) || coalesce(e.feed, '{}') as record from {{records}} r
    where r.district_id = $1 and r.source_id = $2 and r.sourced_id = s.key) v on true
  left join decided d on d.key = s.key
), target as (
  select key, live_id, row_hash, before,
    case op when 'add' then 'retire' when 'retire' then 'add' else 'change' end as op,
    case op when 'change' then record || (select jsonb_object_agg(f, before -> f) from unnest(back) f)
      when 'retire' then before end as record
  from compared
  where case op when 'add' then status = 'active' and not decided when 'retire' then status = 'retired' and not decided
    else status = 'active' and back <> '{}' end
), planned as (
  insert into {{change}} (op, known, live_id, sourced_id, row_hash, {{columns}})
  select t.op, true, t.live_id, t.key,
    case when t.op = 'retire' then t.row_hash
      when not exists (select from unnest($5::text[]) f where t.record -> f is distinct from t.before -> f)
      then (t.before ->> 'row_hash')::bigint end,
    {{loaded}}
  from target t
  cross join lateral jsonb_populate_record(null::{{change}}, coalesce(t.record, '{}')) as r
)
insert into undo_kept (roster_table, key, field, because)
select $4, key, '', case op when 'add' then 'brought_since' else 'gone_since' end from compared
where case op when 'add' then status = 'active' and decided when 'retire' then status = 'retired' and decided
  else status = 'retired' end
union all
select $4, c.key, f, 'changed_since' from compared c cross join lateral unnest(c.kept) as f
where c.op = 'change' and c.status = 'active'

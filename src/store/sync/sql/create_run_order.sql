-- Only for what the district has: both are read behind row-level security. $1 district, $2 source or null (the run's), $3 run or null.
insert into run_order (district_id, source_id, kind, run_id, requested_by, requested_at)
select $1, s.id, $4, r.id, current_setting('app.actor'), $5
from source s
left join run r on r.district_id = s.district_id and r.source_id = s.id and r.id = $3::text::bigint
where s.district_id = $1 and s.id = coalesce($2, (select source_id from run where district_id = $1 and id = $3::text::bigint))
  and ($3::text is null or r.id is not null)
  -- Of a source that was removed no run is started; one that it made may still be taken back.
  and ($4 in ('undo', 'preview_undo') or exists (
    select from source_schedule p where p.district_id = s.district_id and p.source_id = s.id and p.removed_at is null))
returning id::text

-- Sources with their schedule and last run that was not refused, never their configuration. $1 district.
select s.id, s.connector, p.cron as schedule, p.paused,
  to_char(slot_start(p.next_due_at, p.starts_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "nextSlotAt",
  to_char(p.last_slot_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "lastSlotAt",
  (select jsonb_build_object('id', r.id::text, 'state', r.state,
      'finishedAt', to_char(r.finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
    from run r where r.district_id = s.district_id and r.source_id = s.id and not (r.state = 'discarded' and r.failure is not null)
    order by r.id desc limit 1) as "lastRun"
from source s
join source_schedule p on p.district_id = s.district_id and p.source_id = s.id
where s.district_id = $1 and p.removed_at is null
order by s.id

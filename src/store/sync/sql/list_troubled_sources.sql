-- Sources that need somebody, of all districts or ($2) of one: failed past their window, or stale by $1.
select district_id, source_id, alarm_since, alarm_code, last_success_at,
  case when stale_at <= $1 then stale_at end as stale_since
from source_schedule
where not paused and (alarm_since is not null or (stale_at <= $1 and cron is not null)) and ($2::text is null or district_id = $2)
order by district_id, source_id

-- The sources of a district with the dates on which they do not start, and the version of these. $1 district.
select p.source_id as "sourceId", p.cron as schedule, coalesce(p.blackouts, '[]') as blackouts,
  hashtextextended(coalesce(p.blackouts, '[]')::text, 0)::text as version
from source s
join source_schedule p on p.district_id = s.district_id and p.source_id = s.id
where s.district_id = $1 and p.removed_at is null
order by p.source_id

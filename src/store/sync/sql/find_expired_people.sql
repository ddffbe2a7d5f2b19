-- Records of lists whose every role has ended before $2, a day in the district's zone.
select s.source_id, array_agg(s.sourced_id order by s.sourced_id) as sourced_ids
from person_source s
join source o on o.district_id = $1 and o.id = s.source_id and o.borrows_orgs
where s.district_id = $1 and s.status = 'active' and jsonb_array_length(s.feed_roles) > 0
  and not exists (
    select from jsonb_to_recordset(s.feed_roles) as f("endDate" date)
    where f."endDate" is null or f."endDate" >= $2::date)
group by s.source_id order by s.source_id

-- Who is meant by what somebody typed: a sourcedId of any source, active or retired, or our own id; $3: our own id only.
select distinct s.person_id::text as id from person_source s
where s.district_id = $1 and s.sourced_id = $2 and not $3
  and s.source_id in (select id from source where district_id = $1 union all select '')
union
select p.id::text from person p where p.district_id = $1 and $2 ~ '^[1-9][0-9]{0,17}$'
  and p.id = case when $2 ~ '^[1-9][0-9]{0,17}$' then $2::bigint end
order by 1

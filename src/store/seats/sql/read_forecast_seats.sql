-- What a forecast of a licence starts from: $1 district, $2 kind, $3 now, $4 people with dated roles, $5 the roles that count.
select
  (select max(t.end_date)::text from term t
    where t.district_id = $1 and t.status = 'active' and t.start_date <= d.today and t.end_date >= d.today) as term_ends_on,
  (select coalesce(jsonb_agg(jsonb_build_object('day', g.day, 'count', g.count)), '[]')
    from (
      select (s.until at time zone d.timezone)::date as day, count(*) as count
      from seat s where s.district_id = $1 and s.kind = $2 and s.state = 'grace' group by 1) g) as grace_ends,
  (select coalesce(jsonb_object_agg(s.person_id, s.state), '{}')
    from seat s
    where s.district_id = $1 and s.kind = $2 and s.state <> 'grace' and s.person_id = any($4::bigint[])) as states,
  (select coalesce(jsonb_agg(distinct r.person_id::text), '[]')
    from role_grant r
    where r.district_id = $1 and r.status = 'active' and r.role = any($5::text[]) and r.person_id = any($4::bigint[])
      and (r.origin = 'manual' or exists (
        select from person_source s
        where s.district_id = r.district_id and s.person_id = r.person_id and s.source_id = r.source_id
          and s.sourced_id = r.person_sourced_id and not exists (
            select from jsonb_to_recordset(s.feed_roles) as f("beginDate" text, "endDate" text)
            where f."beginDate" is not null or f."endDate" is not null)))) as lasting
from (select timezone, ($3::timestamptz at time zone timezone)::date as today from district where id = $1) d

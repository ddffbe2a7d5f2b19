-- What a forecast of a licence starts from: $1 district, $2 now, $3 people with dated roles, $4 the roles that count.
select
  (select max(t.end_date)::text from term t
    where t.district_id = $1 and t.status = 'active' and t.start_date <= d.today and t.end_date >= d.today) as term_ends_on,
  (select coalesce(jsonb_agg(distinct r.person_id::text), '[]')
    from role_grant r
    where r.district_id = $1 and r.status = 'active' and r.role = any($4::text[]) and r.person_id = any($3::bigint[])
      and (r.origin = 'manual' or exists (
        select from person_source s
        where s.district_id = r.district_id and s.person_id = r.person_id and s.source_id = r.source_id
          and s.sourced_id = r.person_sourced_id and not exists (
            select from jsonb_to_recordset(s.feed_roles) as f("beginDate" text, "endDate" text)
            where f."beginDate" is not null or f."endDate" is not null)))) as lasting
from (select timezone, ($2::timestamptz at time zone timezone)::date as today from district where id = $1) d

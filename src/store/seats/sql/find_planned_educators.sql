-- Whom a plan makes an educator, keeps as one or makes one no more: of everybody whose record or whose org it touches, those
-- who are staff of an active org once it is applied, and those who have a place: $1 district, $2 source, $3 kind, $4 now.
-- The key is the person's number, or for somebody new a name that is the same for all records of that person. An end that
-- has passed since touches somebody as well.
with clock as (
  select ($4::timestamptz at time zone timezone)::date as today from district where id = $1
), moving as (
  select live_id as id, sourced_id, op from change_orgs where op <> 'change'
), told as (
  select c.op, c.sourced_id, c.feed_roles, c.known or c.joins is not null as replaces,
    coalesce(p.person_id, c.live_id) as person_id,
    'new:' || coalesce(substring(c.joins from '^record:(.*)$'), c.sourced_id) as new_key
  from change_people c
  left join person_source p on p.district_id = $1 and p.source_id = $2 and p.sourced_id = c.sourced_id
), touched as (
  select person_id from told where person_id is not null
  union
  select a.person_id from affiliation a join moving m on m.id = a.org_id where a.district_id = $1
  union
  -- An org that comes brings those along who named it before.
  select s.person_id
  from person_source s
  cross join lateral jsonb_to_recordset(s.feed_roles) as f(role text, "orgSourcedId" text)
  join moving m on m.op = 'add' and m.sourced_id = f."orgSourcedId"
  where s.district_id = $1 and s.source_id = $2 and s.status = 'active'
  union
  select x.person_id from seat x
  join affiliation a on a.district_id = x.district_id and a.person_id = x.person_id
    and (a.end_date < (select today from clock) or a.begin_date > (select today from clock))
  where x.district_id = $1 and x.kind = $3
), staff as (
  -- What the plan says anew is not taken from what was there.
  select a.person_id::text as person_key
  from affiliation a
  join touched t on t.person_id = a.person_id
  join org o on o.district_id = a.district_id and o.id = a.org_id
  left join moving m on m.id = o.id
  where a.district_id = $1 and a.feed_role not in ('student', 'guardian', 'parent', 'relative')
    and (a.source_id <> $2 or a.person_id not in (select d.person_id from told d where d.replaces and d.person_id is not null))
    and (a.begin_date is null or a.begin_date <= (select today from clock))
    and (a.end_date is null or a.end_date >= (select today from clock))
    and case when m.op is null then o.status = 'active' else m.op = 'add' end
  union
  select s.person_id::text
  from person_source s
  join touched t on t.person_id = s.person_id
  cross join lateral jsonb_to_recordset(s.feed_roles) as f(role text, "orgSourcedId" text, "beginDate" date, "endDate" date)
  join alive o on o.roster_table = 'orgs' and o.sourced_id = f."orgSourcedId"
  where s.district_id = $1 and s.source_id = $2 and s.status = 'active'
    and f.role not in ('student', 'guardian', 'parent', 'relative') and (f."beginDate" is null or f."beginDate" <= (select today from clock))
    and (f."endDate" is null or f."endDate" >= (select today from clock))
    and s.sourced_id not in (select c.sourced_id from change_people c)
  union
  select coalesce(d.person_id::text, d.new_key)
  from told d
  cross join lateral jsonb_to_recordset(d.feed_roles) as f(role text, "orgSourcedId" text, "beginDate" date, "endDate" date)
  join alive o on o.roster_table = 'orgs' and o.sourced_id = f."orgSourcedId"
  where d.op <> 'retire' and f.role not in ('student', 'guardian', 'parent', 'relative')
    and (f."beginDate" is null or f."beginDate" <= (select today from clock))
    and (f."endDate" is null or f."endDate" >= (select today from clock))
)
select coalesce(s.person_key, x.person_id::text) as person_key, s.person_key is not null as is_educator
from staff s
full join (
  select x.person_id from seat x join touched t on t.person_id = x.person_id where x.district_id = $1 and x.kind = $3
) x on x.person_id::text = s.person_key

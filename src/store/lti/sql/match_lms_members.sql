-- Who of an LMS's members is whom in the roster: by link, else by the number it sends in the field of the registration
-- ($3), else by an address that one active person has. For a comparison only: it lets nobody in.
-- $1 district, $2 registration, $4 [{"userId", "personId", "email"}].
with sent as (
  select * from jsonb_to_recordset($4::jsonb) as s("userId" text, "personId" text, email text)
), linked as (
  select s."userId", l.person_id
  from sent s
  join lti_user_link l on l.district_id = $1 and l.registration_id = $2::text::bigint and l.sub = s."userId"
  join person p on p.district_id = $1 and p.id = l.person_id and p.status = 'active'
), numbered as (
  select s."userId", p.id as person_id
  from sent s
  join person_source r on $3 = 'sourcedId' and r.district_id = $1 and r.sourced_id = s."personId"
    and r.source_id in (select id from source where district_id = $1 union all select '')
  join person p on p.district_id = $1 and p.id = r.person_id and p.status = 'active'
  union
  select s."userId", p.id
  from sent s
  join person p on $3 = 'identifier' and p.district_id = $1 and p.identifier = s."personId" and p.status = 'active'
  union
  select s."userId", p.id
  from sent s
  join person_source r on $3 = 'userIds' and r.district_id = $1
    and r.user_ids @> jsonb_build_array(jsonb_build_object('identifier', s."personId"))
  join person p on p.district_id = $1 and p.id = r.person_id and p.status = 'active'
), addressed as (
  select s."userId", p.id as person_id
  from sent s
  join person p on p.district_id = $1 and lower(p.email) = lower(s.email) and p.status = 'active'
), found as (
  select "userId", person_id, 1 as rank from linked
  union all
  select "userId", min(person_id), 2 from numbered group by "userId" having count(*) = 1
  union all
  select "userId", min(person_id), 3 from addressed group by "userId" having count(*) = 1
)
select distinct on ("userId") "userId", person_id::text as "personId"
from found
order by "userId", rank

-- The gains and losses of the roles in $3, by person, for the forecast of seats. The key is the person's number, or for
-- somebody new a name that is the same for all records of that person. Of a gain the school, where it is there already; of a
-- loss the grant.
with place as (
  select sourced_id, live_id as id from alive where roster_table = 'orgs' and live_id is not null
  union
  select sourced_id, id from org where district_id = $1 and source_id = $2
)
select c.op, c.role, c.grant_id, o.id as school_id,
  coalesce(p.person_id::text, n.live_id::text,
    'new:' || coalesce(substring(n.joins from '^record:(.*)$'), c.person_sourced_id)) as person_key
from change_roles c
left join person_source p on p.district_id = $1 and p.source_id = $2 and p.sourced_id = c.person_sourced_id
left join change_people n on not n.known and n.sourced_id = c.person_sourced_id
left join place o on c.op = 'add' and c.scope_type = 'school' and o.sourced_id = c.scope_sourced_id
where c.role = any ($3)

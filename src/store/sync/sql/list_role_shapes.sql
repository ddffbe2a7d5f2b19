-- Active people of the district as their source sent them, those together whom role rules can't tell apart. $1 district; what
-- the rules name besides roles and schools, in small letters: $2 e-mail addresses as LIKE has them, $3 sourcedIds, $4 other
-- fields. Whatever has letters beyond ASCII stands by itself: small letters of those are not everywhere the same.
-- Materialized, so that the planner doesn't take everybody for a group of their own and sort them: 57,000 take a third.
with seen as materialized (
  select s.source_id, p.enabled, s.feed_roles,
    case when s.metadata = '{}' or cardinality($4::text[]) = 0 then '{}'::jsonb else coalesce((
      select jsonb_object_agg(m.key, m.value) from jsonb_each(s.metadata) m
      where lower(m.key) = any($4::text[]) or m.key ~ '[^[:ascii:]]'), '{}') end as metadata,
    case when lower(p.email) like any($2::text[]) or p.email ~ '[^[:ascii:]]' then p.email end as email,
    case when lower(s.sourced_id) = any($3::text[]) or s.sourced_id ~ '[^[:ascii:]]' then s.sourced_id else '' end as named_id,
    s.person_id, s.sourced_id
  from person_source s
  join person p on p.district_id = s.district_id and p.id = s.person_id
  where s.district_id = $1 and s.status = 'active'
)
select source_id, enabled, feed_roles, metadata, email, named_id, array_agg(person_id::text) as person_ids,
  array_agg(sourced_id) as sourced_ids
from seen
group by source_id, enabled, feed_roles, metadata, email, named_id

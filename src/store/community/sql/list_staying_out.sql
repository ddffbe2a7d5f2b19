-- Communities that somebody stays out of, though a rule would have their classes: all of theirs, or some. $1 district, $2 person.
with mine as (
  select distinct g.scope_id as class_id from role_grant g
  where g.district_id = $1 and g.scope_type = 'class' and g.role = 'class_lead' and g.status = 'active'
    and g.person_id = $2::text::bigint
)
select k.id::text as id, k.name,
  exists (select from community_out o where o.district_id = $1 and o.community_id = k.id
    and o.person_id = $2::text::bigint) as "withAll",
  coalesce((select jsonb_agg(jsonb_build_object('id', c.id::text, 'title', c.title) order by lower(c.title), c.id)
    from community_class_out o join class c on c.district_id = o.district_id and c.id = o.class_id and c.status = 'active'
    where o.district_id = $1 and o.community_id = k.id and o.class_id in (select class_id from mine)), '[]') as classes
from community k
where k.district_id = $1 and k.archived_at is null
  and (exists (select from community_out o where o.district_id = $1 and o.community_id = k.id
      and o.person_id = $2::text::bigint)
    or exists (select from community_class_out o join class c on c.district_id = o.district_id and c.id = o.class_id
      and c.status = 'active'
      where o.district_id = $1 and o.community_id = k.id and o.class_id in (select class_id from mine)))
order by lower(k.name), k.id

-- The communities of a district, or one of them, by name: who leads, how many belong, which classes. $1 district, $2 one or null.
select k.id::text as id, k.name, k.archived_at is not null as archived,
  array(select m.person_id::text from community_member m
    where m.district_id = k.district_id and m.community_id = k.id and m.role = 'lead' order by m.person_id) as leads,
  (select count(distinct m.person_id)::int from (
    select m.person_id from community_member m where m.district_id = k.district_id and m.community_id = k.id
    union
    select g.person_id from community_class cc
    join class c on c.district_id = cc.district_id and c.id = cc.class_id and c.status = 'active'
    join role_grant g on g.district_id = cc.district_id and g.scope_type = 'class' and g.scope_id = cc.class_id
      and g.role = 'class_lead' and g.status = 'active'
    where cc.district_id = k.district_id and cc.community_id = k.id) m) as members,
  coalesce((
    select jsonb_agg(jsonb_build_object('id', c.id::text, 'title', c.title) order by lower(c.title), c.id)
    from community_class cc
    join class c on c.district_id = cc.district_id and c.id = cc.class_id and c.status = 'active'
    where cc.district_id = k.district_id and cc.community_id = k.id), '[]') as classes
from community k
where k.district_id = $1 and ($2::text is null or k.id = $2::text::bigint)
order by lower(k.name), k.id

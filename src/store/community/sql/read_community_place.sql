-- How somebody belongs to a community: by name, and by which classes they lead. $1 district, $2 community, $3 person.
select m.role as "byName",
  coalesce((
    select jsonb_agg(distinct jsonb_build_object('id', c.id::text, 'title', c.title))
    from community_class cc
    join class c on c.district_id = cc.district_id and c.id = cc.class_id and c.status = 'active'
    join role_grant g on g.district_id = cc.district_id and g.scope_type = 'class' and g.scope_id = cc.class_id
      and g.role = 'class_lead' and g.status = 'active' and g.person_id = p.id
    where cc.district_id = p.district_id and cc.community_id = $2::text::bigint), '[]') as "byClasses"
from person p
left join community_member m on m.district_id = p.district_id and m.person_id = p.id and m.community_id = $2::text::bigint
where p.district_id = $1 and p.id = $3::text::bigint and p.status = 'active'

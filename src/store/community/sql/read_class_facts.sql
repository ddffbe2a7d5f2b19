-- What decides who may do what with a class: where it stands, and who leads it and is still there. $1 district, $2 class.
select c.id::text as id, c.title, c.school_id::text as "schoolId",
  coalesce((
    select jsonb_agg(cc.community_id::text order by cc.community_id)
    from community_class cc
    join community k on k.district_id = cc.district_id and k.id = cc.community_id and k.archived_at is null
    where cc.district_id = c.district_id and cc.class_id = c.id), '[]') as "communityIds",
  coalesce((
    select jsonb_agg(distinct g.person_id::text)
    from role_grant g
    join person p on p.district_id = g.district_id and p.id = g.person_id and p.status = 'active'
    where g.district_id = c.district_id and g.scope_type = 'class' and g.scope_id = c.id and g.role = 'class_lead'
      and g.status = 'active'), '[]') as leads
from class c
where c.district_id = $1 and c.id = $2::text::bigint and c.status = 'active'

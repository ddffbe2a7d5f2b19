-- Somebody and the classes that they lead stay out of a community no longer. $1 district, $2 community, $3 person. No row:
-- nothing of theirs was out.
with back as (
  delete from community_out
  where district_id = $1 and community_id = $2::text::bigint and person_id = $3::text::bigint
  returning 1
), classes as (
  delete from community_class_out o
  where o.district_id = $1 and o.community_id = $2::text::bigint and exists (
    select from role_grant g
    where g.district_id = $1 and g.scope_type = 'class' and g.scope_id = o.class_id and g.role = 'class_lead'
      and g.status = 'active' and g.person_id = $3::text::bigint)
  returning 1
)
select 'back' as back where exists (select from back) or exists (select from classes)

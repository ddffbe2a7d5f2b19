-- Somebody leaves a community that a rule made, with the classes that they lead and that the rule put there. $1 district,
-- $2 community, $3 person, $4 now, $5 by whom. No row: it is none of a rule, or they are out already.
with left_now as (
  insert into community_out (district_id, community_id, person_id, at)
  select g.district_id, g.community_id, $3::text::bigint, $4
  from community_rule_group g where g.district_id = $1 and g.community_id = $2::text::bigint
  on conflict do nothing
  returning community_id
), ended as (
  delete from community_class c
  using left_now l, role_grant g
  where c.district_id = $1 and c.community_id = l.community_id and c.rule_id is not null
    and g.district_id = $1 and g.scope_type = 'class' and g.scope_id = c.class_id and g.role = 'class_lead'
    and g.status = 'active' and g.person_id = $3::text::bigint
  returning c.community_id, c.class_id, c.added_at as since
), kept as (
  insert into community_class_past (district_id, community_id, class_id, since, until, ended_by)
  select distinct $1, community_id, class_id, since, greatest($4, since), $5 from ended
)
select coalesce((select jsonb_agg(distinct class_id::text) from ended), '[]') as classes from left_now

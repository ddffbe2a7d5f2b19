-- Takes classes out that a rule had put there and that the roster has elsewhere now; that they stood there is kept.
-- $1 district, $2 communities, $3 classes, $4 now.
with ended as (
  delete from community_class c
  using unnest($2::text[], $3::text[]) as k (community_id, class_id)
  where c.district_id = $1 and c.community_id = k.community_id::bigint and c.class_id = k.class_id::bigint
    and c.rule_id is not null
  returning c.community_id, c.class_id, c.rule_id, c.added_at as since
), kept as (
  insert into community_class_past (district_id, community_id, class_id, since, until, ended_by)
  select $1, community_id, class_id, since, greatest($4, since), current_setting('app.actor') from ended
), noted as (
  insert into audit_entry (district_id, actor, action, object, detail)
  select $1, current_setting('app.actor'), e.action, e.object, e.detail
  from ended p
  cross join lateral (values
    ('community.remove_class', 'community:' || p.community_id,
      jsonb_build_object('classId', p.class_id::text, 'ruleId', p.rule_id::text)),
    ('class.leave_by_rule', 'class:' || p.class_id,
      jsonb_build_object('communityId', p.community_id::text, 'ruleId', p.rule_id::text))) as e (action, object, detail)
  order by p.community_id, p.class_id
)
select community_id::text as "communityId", class_id::text as "classId" from ended

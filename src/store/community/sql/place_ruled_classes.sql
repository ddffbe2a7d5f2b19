-- Puts classes where rules put them, with what their leads read of it; requests for them are over. $1 district, $2 rules, $3 communities, $4 classes,
-- $5 slots, $6 who leads what the rule makes, $7 now. Where somebody has just taken a slot the class comes with the next sync.
with placed as (
  insert into community_class (district_id, community_id, class_id, slot, added_by, added_at, rule_id)
  select $1, k.community_id::bigint, k.class_id::bigint, k.slot, k.led_by::bigint, $7, k.rule_id::bigint
  from unnest($2::text[], $3::text[], $4::text[], $5::smallint[], $6::text[])
    as k (rule_id, community_id, class_id, slot, led_by)
  on conflict do nothing
  returning community_id, class_id, rule_id
), answered as (
  update community_invitation i set ended_at = $7, ended_by = current_setting('app.actor')
  from placed p
  where i.district_id = $1 and i.community_id = p.community_id and i.class_id = p.class_id and i.ended_at is null
    and i.expires_at > $7 and i.accepted = 0
), noted as (
  insert into audit_entry (district_id, actor, action, object, detail)
  select $1, current_setting('app.actor'), e.action, e.object, e.detail
  from placed p
  cross join lateral (values
    ('community.add_class', 'community:' || p.community_id,
      jsonb_build_object('classId', p.class_id::text, 'ruleId', p.rule_id::text)),
    ('class.join_by_rule', 'class:' || p.class_id,
      jsonb_build_object('communityId', p.community_id::text, 'ruleId', p.rule_id::text))) as e (action, object, detail)
  order by p.community_id, p.class_id
)
select community_id::text as "communityId", class_id::text as "classId" from placed

-- A community that a rule makes, with who leads it. $1 district, $2 rule, $3 key, $4 name, $5 who leads it, $6 now.
with made as (
  insert into community (district_id, name, created_by, created_at) values ($1, $4, $5::text::bigint, $6)
  returning id
), led as (
  insert into community_member (district_id, community_id, person_id, role, added_by, added_at, role_since)
  select $1, id, $5::text::bigint, 'lead', $5::text::bigint, $6, $6 from made
), kept as (
  insert into community_rule_group (district_id, rule_id, group_key, community_id) select $1, $2::text::bigint, $3, id from made
), noted as (
  insert into audit_entry (district_id, actor, action, object, detail)
  select $1, current_setting('app.actor'), 'community.create', 'community:' || id, jsonb_build_object('ruleId', $2::text)
  from made
)
select id::text as id from made

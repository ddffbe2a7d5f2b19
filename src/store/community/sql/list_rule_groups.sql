-- Communities that rules have made. $1 district.
select g.rule_id::text as "ruleId", g.group_key as key, k.id::text as "communityId", k.name,
  k.archived_at is not null as archived
from community_rule_group g
join community k on k.district_id = g.district_id and k.id = g.community_id
where g.district_id = $1
order by g.rule_id, g.group_key

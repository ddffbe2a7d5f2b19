-- Communities in scope with their classes, leads and members, by name. reachCommunities, then $4 who is asking,
-- $5 one community or null. Leads of a community's classes are members of it for as long as they lead them.
with community_of_scope as (
  select * from community
  where district_id = $1 and ($2::boolean or id = any($3::text[]::bigint[])) and ($5::text is null or id = $5::text::bigint)
),
class_of as (
  select cc.community_id, c.id, c.title, c.school_id, cc.rule_id is not null as by_rule
  from community_class cc
  join community_of_scope k on k.id = cc.community_id
  join class c on c.district_id = cc.district_id and c.id = cc.class_id and c.status = 'active'
  where cc.district_id = $1
),
class_lead as (
  select distinct g.scope_id as class_id, g.person_id
  from role_grant g
  where g.district_id = $1 and g.role = 'class_lead' and g.scope_type = 'class' and g.status = 'active'
    and g.scope_id in (select id from class_of)
),
named as (
  select p.id, jsonb_build_object('id', p.id::text,
    'givenName', coalesce(p.preferred_given_name, p.given_name),
    'familyName', coalesce(p.preferred_family_name, p.family_name)) as name,
    lower(coalesce(p.preferred_family_name, p.family_name)) as sort_family,
    lower(coalesce(p.preferred_given_name, p.given_name)) as sort_given
  from person p
  where p.district_id = $1 and p.status = 'active'
    and (p.id in (select person_id from class_lead)
      or p.id in (
        select m.person_id from community_member m
        where m.district_id = $1 and m.community_id in (select id from community_of_scope)))
),
leads_of as (
  select class_lead.class_id,
    jsonb_agg(named.name order by named.sort_family, named.sort_given, named.id) as leads
  from class_lead join named on named.id = class_lead.person_id
  group by class_lead.class_id
),
member as (
  select community_id, person_id, bool_or(role = 'lead') as leads, bool_or(invited) as invited, bool_or(not invited) as derived
  from (
    select m.community_id, m.person_id, m.role, true as invited
    from community_member m
    where m.district_id = $1 and m.community_id in (select id from community_of_scope)
    union all
    select class_of.community_id, class_lead.person_id, 'member', false
    from class_of join class_lead on class_lead.class_id = class_of.id
  ) every_way
  group by community_id, person_id
)
select k.id::text as id, k.name, k.archived_at is not null as archived,
  (select case when leads then 'community_lead' else 'community_member' end
    from member where member.community_id = k.id and member.person_id = $4::text::bigint) as "myRole",
  exists (select from community_rule_group g where g.district_id = $1 and g.community_id = k.id) as "byRule",
  coalesce((
    select jsonb_agg(jsonb_build_object(
      'id', class_of.id::text,
      'title', class_of.title,
      'school', case when o.id is not null then jsonb_build_object('id', o.id::text, 'name', o.name) end,
      'leads', coalesce(leads_of.leads, '[]'),
      'byRule', class_of.by_rule
    ) order by lower(class_of.title), class_of.id)
    from class_of
    left join leads_of on leads_of.class_id = class_of.id
    left join org o on o.district_id = $1 and o.id = class_of.school_id
    where class_of.community_id = k.id), '[]') as classes,
  coalesce((
    select jsonb_agg(jsonb_build_object(
      'person', named.name,
      'role', case when member.leads then 'community_lead' else 'community_member' end,
      'invited', member.invited,
      'derived', member.derived
    ) order by member.leads desc, named.sort_family, named.sort_given, named.id)
    from member join named on named.id = member.person_id
    where member.community_id = k.id), '[]') as members
from community_of_scope k
order by k.archived_at is not null, lower(k.name), k.id

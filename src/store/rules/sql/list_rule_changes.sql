-- The last changes of rules, newest first. reachSchools, $4 limit, $5 offset. Who has some schools sees the district's too:
-- they count there.
with found as (
  select c.* from rule_change c
  where c.district_id = $1 and ($2::boolean or c.school_id = 0 or c.school_id = any ($3::text[]::bigint[]))
), page as (
  select * from found as page order by {{order}} limit $4::int offset $5::int
)
select (select count(*)::int from found) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'id', page.id::text, 'rule', page.rule, 'before', page.before, 'after', page.after, 'locked', page.locked,
    'school', (select jsonb_build_object('id', o.id::text, 'name', o.name) from org o
      where o.district_id = $1 and o.id = page.school_id),
    'byName', case when page.changed_by like 'person:%' then (
      select concat_ws(' ', coalesce(p.preferred_given_name, p.given_name), coalesce(p.preferred_family_name, p.family_name))
      from person p where p.district_id = $1 and p.id = substr(page.changed_by, 8)::bigint)
      when page.changed_by like 'customer_admin:%' then (select a.name from customer_admin a
        join district d on d.id = $1 and d.customer_id = a.customer_id where a.id = substr(page.changed_by, 16)::bigint) end,
    'at', page.changed_at) order by {{order}}), '[]') as items
from page

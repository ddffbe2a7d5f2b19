-- Support accesses of a district, without a wish the newest first, one page. $1 district, $2 the whole of it?, $3 now, $4 open ones only?,
-- $5 limit, $6 offset. An access whose time is over has ended, whether or not that has been noted.
with found as (
  select s.*, s.ended_at is null and s.expires_at > $3 as is_open
  from support_access s
  where s.district_id = $1 and $2::boolean and (not $4::boolean or (s.ended_at is null and s.expires_at > $3))
), page as (
  select * from found as page order by {{order}} limit $5::int offset $6::int
)
select (select count(*)::int from found) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'id', page.id::text,
    'reason', page.reason,
    'who', page.who,
    'openedBy', case split_part(page.opened_by, ':', 1)
      when 'person' then 'person' when 'customer' then 'customer_admin' when 'customer_admin' then 'customer_admin'
        else 'operator' end,
    'openedByName', coalesce((select concat_ws(' ', p.given_name, p.family_name) from person p
      where p.district_id = $1 and page.opened_by ~ '^person:[0-9]{1,18}$'
        and p.id = case when page.opened_by ~ '^person:[0-9]{1,18}$' then split_part(page.opened_by, ':', 2)::bigint end),
      (select a.name from customer_admin a join district d on d.id = $1 and d.customer_id = a.customer_id
        where page.opened_by = 'customer_admin:' || a.id)),
    'openedAt', to_char(page.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'expiresAt', to_char(page.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'begunAt', to_char(page.begun_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'endedAt', case when not page.is_open
      then to_char(coalesce(page.ended_at, page.expires_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end,
    'endedBy', case when page.is_open then null else
      case split_part(coalesce(page.ended_by, 'system'), ':', 1)
        when 'person' then 'person' when 'customer' then 'customer_admin' when 'customer_admin' then 'customer_admin'
        when 'system' then 'time'
        when 'support' then 'support' else 'operator' end end,
    'endedByName', coalesce((select concat_ws(' ', p.given_name, p.family_name) from person p
      where p.district_id = $1 and page.ended_by ~ '^person:[0-9]{1,18}$'
        and p.id = case when page.ended_by ~ '^person:[0-9]{1,18}$' then split_part(page.ended_by, ':', 2)::bigint end),
      (select a.name from customer_admin a join district d on d.id = $1 and d.customer_id = a.customer_id
        where page.ended_by = 'customer_admin:' || a.id)),
    'requests', page.requests
  ) order by {{order}}), '[]') as items
from page

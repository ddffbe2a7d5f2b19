-- Credits allotted to people in scope, the newest first, some at a time. reachSchools, $4 kind, $5 the number of the last entry
-- that was read (null: none yet), $6 how many, $7 whether whoever asks may read who gave them.
with page as (
  select l.seq, l.at, l.person_id, l.quantity, l.actor
  from seat_ledger l
  where l.district_id = $1 and l.kind = $4 and l.move = 'allot' and l.seq < coalesce($5::bigint, 9223372036854775807)
    and ($2::boolean or exists (
      select from affiliation a
      where a.district_id = l.district_id and a.person_id = l.person_id and a.org_id = any($3::text[]::bigint[])))
  order by l.seq desc
  limit $6::int
)
select page.seq::int, to_char(page.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
  jsonb_build_object('id', page.person_id::text,
    'givenName', coalesce(p.preferred_given_name, p.given_name, ''),
    'familyName', coalesce(p.preferred_family_name, p.family_name, '')) as person,
  page.quantity, page.actor,
  case when $7::boolean then coalesce(
{{+ ledger_actor_name}}
  ) end as "actorName"
from page
left join person p on p.district_id = $1 and p.id = page.person_id
order by page.seq desc

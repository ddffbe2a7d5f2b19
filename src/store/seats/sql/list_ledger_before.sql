-- The ledger of one licence, the newest first, some entries at a time, each of them found by its number: $1 district, $2 kind, $3 the
-- number of the last one that was read (null: none yet), $4 how many, $5 whether people are named, $6 whether whoever asks may
-- read who did it. Of people who aren't named there is the number.
with page as (
  select seq, at, move, person_id, reason, until, quantity, purchase, run_id, actor
  from seat_ledger
  where district_id = $1 and kind = $2 and seq < coalesce($3::bigint, 9223372036854775807)
  order by seq desc
  limit $4::int
)
select $2::text as kind, page.seq::int, to_char(page.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, page.move,
  case when page.person_id is not null and (p.id is not null or not $5::boolean) then jsonb_build_object('id', page.person_id::text,
    'givenName', coalesce(p.preferred_given_name, p.given_name, ''),
    'familyName', coalesce(p.preferred_family_name, p.family_name, '')) end as person,
  page.reason, to_char(page.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, page.quantity, page.purchase,
  page.run_id::text as "runId", page.actor,
  case when $6::boolean then coalesce(
{{+ ledger_actor_name}}
  ) end as "actorName"
from page
left join person p on $5::boolean and p.district_id = $1 and p.id = page.person_id
order by page.seq desc

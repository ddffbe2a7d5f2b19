-- Who is in a class, with the card in force of each. $1 district, $2 class, $3 now, $4 limit, $5 of these people alone, or null.
select p.id::text as id, coalesce(p.preferred_given_name, p.given_name) as "givenName",
  coalesce(p.preferred_family_name, p.family_name) as "familyName", p.username,
  p.enabled and p.suspended_at is null and not exists (select from role_grant g where g.district_id = $1
    and g.person_id = p.id and g.role not in ('student', 'guardian') and g.status = 'active')
    and exists (select from role_grant g where g.district_id = $1 and g.person_id = p.id and g.role = 'student'
      and g.status = 'active') as "mayHave",
  (select k.id::text from start_card k where k.district_id = $1 and k.person_id = p.id and k.expires_at > $3 and
{{+ start_card_holds}}
  ) as "cardId"
from person p
where p.district_id = $1 and ($5::text[] is null or p.id = any ($5::text[]::bigint[])) and p.status = 'active' and p.merged_into is null and p.erased_at is null
  and exists (select from enrolment e where e.district_id = $1 and e.class_id = $2::text::bigint and e.person_id = p.id
    and e.role = 'student' and e.status = 'active')
order by lower(coalesce(p.preferred_family_name, p.family_name)), lower(coalesce(p.preferred_given_name, p.given_name)),
  p.id
limit $4::int

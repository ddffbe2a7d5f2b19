-- Everybody who coaches, by name, with how many caseloads are theirs and how many educators are in them; and how many
-- educators of the district are in nobody's. $1 district, $2 today, $3 first day of the school year, $4 whom nothing may be
-- about ('0': nobody).
with people as materialized (
  select distinct p.coach_id, p.person_id from caseload_people($1, null, null, $2::date, $3::date) p
  where p.person_id <> $4::text::bigint
),
staff as materialized (
  select distinct a.person_id
  from affiliation a
  join org o on o.district_id = a.district_id and o.id = a.org_id and o.status = 'active'
  join person p on p.district_id = a.district_id and p.id = a.person_id and p.status = 'active' and p.suspended_at is null
  where a.district_id = $1 and a.feed_role not in ('student', 'guardian', 'parent', 'relative')
    and a.person_id <> $4::text::bigint
),
gaps as (
  select count(*)::int as count from (
    select person_id from staff
    except
    select person_id from people
    except
    select w.person_id from seat w
    where w.district_id = $1 and w.kind = 'educator-capacity' and w.state = 'waiting') nobody
),
coach as (
  select p.id, coalesce(p.preferred_given_name, p.given_name) as given_name,
    coalesce(p.preferred_family_name, p.family_name) as family_name
  from person p
  where p.district_id = $1 and p.status = 'active' and p.id = any(array(
    select g.person_id from role_grant g where g.district_id = $1 and g.role = 'coach' and g.status = 'active'))
),
-- Not materialized, both would be counted anew for every coach.
sums as materialized (select p.coach_id, count(*)::int as educators from people p group by p.coach_id),
loads as materialized (
  select c.coach_id, count(*)::int as caseloads from caseload c
  where c.district_id = $1 and c.archived_at is null group by c.coach_id
)
select (select count from gaps) as "inNone",
  coalesce(jsonb_agg(jsonb_build_object('id', coach.id::text, 'givenName', coach.given_name, 'familyName', coach.family_name,
    'caseloads', coalesce(l.caseloads, 0), 'educators', coalesce(s.educators, 0))
    order by lower(coach.family_name), lower(coach.given_name), coach.id), '[]') as coaches
from coach
left join sums s on s.coach_id = coach.id
left join loads l on l.coach_id = coach.id

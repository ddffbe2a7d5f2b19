-- People who launched and are nobody in the roster, the last first, one page, each with who they may be: people of the
-- same address, of the same name, or of the number that a platform sends which nobody has confirmed. Where only schools are in scope, those who came from a class of theirs or look like
-- one of their people, and only their people are proposed. reachSchools, $4 limit, $5 offset.
with found as (
  select u.*, c.title as course, k.id as class_id, k.title as class_title
  from lti_unmatched_launch u
  left join lti_context_link c
    on c.district_id = $1 and c.registration_id = u.registration_id and c.context_id = u.context_id
  left join class k on k.district_id = $1 and k.id = c.class_id
  where u.district_id = $1 and u.status = 'open'
    and ($2::boolean
      or k.school_id = any ($3::text[]::bigint[])
      or exists (
        select from affiliation a
        where a.district_id = $1 and a.person_id = u.proposed_person_id and a.org_id = any ($3::text[]::bigint[])))
), page as (
  select * from found as page order by {{order}} limit $4::int offset $5::int
), alike as (
  select page.id as launch_id, p.id as person_id, 'email' as because
  from page
  join person p on p.district_id = $1 and lower(p.email) = lower(page.lms_email) and p.status = 'active'
  union all
  select page.id, p.id, 'name'
  from page
  cross join lateral (select regexp_split_to_array(page.lms_name, '\s+') as words) name
  cross join lateral generate_series(2, cardinality(name.words)) at
  join person p on p.district_id = $1 and p.status = 'active'
    and p.family_name = array_to_string(name.words[at:], ' ')
    and fold_name(concat(p.given_name, p.family_name)) = fold_name(page.lms_name)
  union all
  -- The platform means somebody, and may not say so of whoever holds more.
  select page.id, p.id, 'number'
  from page
  join person p on p.district_id = $1 and p.id = page.proposed_person_id and p.status = 'active'
  where page.reason = 'unconfirmed'
), proposed as (
  select alike.launch_id, p.id, p.given_name, p.family_name, p.preferred_given_name, p.preferred_family_name,
    array_agg(distinct alike.because order by alike.because) as because,
    row_number() over (partition by alike.launch_id order by bool_or(alike.because = 'number') desc, bool_or(alike.because = 'email') desc, p.id) as place
  from alike
  join page on page.id = alike.launch_id and page.not_person_id is distinct from alike.person_id
  join person p on p.district_id = $1 and p.id = alike.person_id
  where $2::boolean or exists (
    select from affiliation a
    where a.district_id = $1 and a.person_id = p.id and a.org_id = any ($3::text[]::bigint[]))
  group by alike.launch_id, p.district_id, p.id
)
select (select count(*)::int from found) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'id', page.id::text,
    'reason', page.reason,
    'name', page.lms_name,
    'email', page.lms_email,
    'lmsPersonId', page.lms_person_id,
    'launches', page.launches,
    'lastAt', to_char(page.last_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'platform', r.issuer,
    'course', page.course,
    'className', page.class_title,
    'proposals', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', o.id::text,
        'givenName', coalesce(o.preferred_given_name, o.given_name),
        'familyName', coalesce(o.preferred_family_name, o.family_name),
        'because', to_jsonb(o.because),
        'inClass', exists (
          select from enrolment e
          where e.district_id = $1 and e.class_id = page.class_id and e.person_id = o.id and e.status = 'active'),
        'holdsMore', holds_more($1, o.id),
        'schools', coalesce((
          select jsonb_agg(distinct s.name order by s.name)
          from affiliation a
          join org s on s.district_id = $1 and s.id = a.org_id and s.status = 'active' and s.type = 'school'
          where a.district_id = $1 and a.person_id = o.id
            and ($2::boolean or s.id = any ($3::text[]::bigint[]))), '[]')
      ) order by o.place)
      from proposed o where o.launch_id = page.id and o.place <= 5), '[]')
  ) order by {{order}}), '[]') as items
from page join lti_registration r on r.id = page.registration_id

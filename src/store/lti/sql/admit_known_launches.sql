-- Lets in, all at once, those launches of a district that need only be looked up: somebody active whom the platform's
-- subject is linked to already, from a course page that stands as the launch says it (or from none). Their codes are
-- made. All others get no row, and nothing of theirs is written: they are looked at one by one. What is asked of link
-- and page here is what find_linked_person, record_lti_context and find_own_named_class ask of them.
-- Each is looked up by its whole key (a subquery with an offset is never taken apart): right after a first sync the
-- planner takes a district for a few rows, and would read all its people for every launch.
-- $1 district, $2 launches as JSON.
with asked as materialized (
  select * from jsonb_to_recordset($2::jsonb) as launch (at int, code text, "registrationId" bigint, sub text,
    "contextId" text, title text, "classSourcedIds" text[], "membershipsUrl" text, "platformFamily" text, "gradebookUrl" text,
    opens text,
    "expiresAt" timestamptz)
), known as materialized (
  select asked.*, link.person_id, not link.vouched as weak, page.seen_at, page.dismissed_at,
    standing.id as standing_id
  from asked
  cross join lateral (
    select l.person_id, l.vouched from lti_user_link l
    where l.district_id = $1 and l.registration_id = asked."registrationId" and l.sub = asked.sub
    offset 0
  ) link
  cross join lateral (
    select from person p
    where p.district_id = $1 and p.id = link.person_id and p.status = 'active' and p.enabled and p.suspended_at is null
      and not exists (
        select from account a where a.district_id = $1 and a.person_id = link.person_id and a.status = 'suspended')
    offset 0
  ) person
  left join lateral (
    select true as is_more from role_grant g
    where not link.vouched and g.district_id = $1 and g.person_id = link.person_id and g.status = 'active'
      and g.role not in ('teacher', 'student', 'class_lead')
    limit 1
  ) outgrown on true
  left join lateral (
    select true as is_there, l.title, l.memberships_url, l.platform_family, l.gradebook_url, l.class_id, l.dismissed_at, l.seen_at
    from lti_context_link l
    where l.district_id = $1 and l.registration_id = asked."registrationId" and l.context_id = asked."contextId"
    offset 0
  ) page on true
  left join lateral (
    select c.id from class c where c.district_id = $1 and c.id = page.class_id and c.status = 'active'
    offset 0
  ) standing on true
  where outgrown.is_more is null
    and (asked."contextId" is null
      or page.is_there
        and page.title is not distinct from asked.title
        and (asked."membershipsUrl" is null or page.memberships_url is not distinct from asked."membershipsUrl")
        and (asked."platformFamily" is null or page.platform_family is not distinct from asked."platformFamily")
        and (asked."gradebookUrl" is null or page.gradebook_url is not distinct from asked."gradebookUrl")
        and (page.dismissed_at is null or page.class_id is null))
), settled as materialized (
  select known.*, coalesce(known.standing_id, named.own_id) as class_id
  from known
  left join lateral (
    select count(*) as classes,
      case when count(*) filter (where own.is_own) = 1 and cardinality(known."classSourcedIds") > 1
        then min(c.id) filter (where own.is_own) end as own_id
    from class c
    left join lateral (
      select true as is_own from enrolment e
      where e.district_id = $1 and e.class_id = c.id and e.person_id = known.person_id and e.status = 'active'
      limit 1
    ) own on true
    where known."contextId" is not null and known.dismissed_at is null and known.standing_id is null
      and c.district_id = $1 and c.sourced_id = any (known."classSourcedIds") and c.status = 'active'
  ) named on true
  -- The one class that the platform names becomes the page's: that is written.
  where named.classes <> 1
), made as (
  insert into session_code (code_hash, district_id, person_id, registration_id, class_id, expires_at, opens, weak)
  select code, $1, person_id, "registrationId", class_id, "expiresAt", opens, weak from settled
), stale as materialized (
  select page.place
  from (
    select distinct "registrationId", "contextId" from settled where seen_at < now() - interval '10 minutes'
  ) old
  cross join lateral (
    select l.ctid as place from lti_context_link l
    where l.district_id = $1 and l.registration_id = old."registrationId" and l.context_id = old."contextId"
    -- Somebody else who is at it writes the same.
    for no key update skip locked
  ) page
), seen as (
  update lti_context_link l set seen_at = now() from stale where l.district_id = $1 and l.ctid = stale.place
)
select at, class_id from settled

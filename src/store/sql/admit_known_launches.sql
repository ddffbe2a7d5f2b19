-- Lets in, all at once, those launches of a district that need only be looked up: somebody active whom the platform's
-- subject is linked to already, from a course page that stands as the launch says it (or from none). Their codes are
-- made. All others get no row, and nothing of theirs is written: they are looked at one by one. What is asked of link
-- and page here is what find_linked_person, record_lti_context and find_own_named_class ask of them.
-- $1 district, $2 launches as JSON.
with asked as materialized (
  select * from jsonb_to_recordset($2::jsonb) as launch (at int, code text, "registrationId" bigint, sub text,
    "contextId" text, title text, "classSourcedIds" text[], "membershipsUrl" text, "platformFamily" text, opens text,
    "expiresAt" timestamptz)
), known as materialized (
  select asked.*, link.person_id, link.linked_by = 'email' as by_email, page.seen_at,
    page.context_id is not null and page.dismissed_at is null as may_name,
    class.id as standing
  from asked
  join lti_user_link link
    on link.district_id = $1 and link.registration_id = asked."registrationId" and link.sub = asked.sub
  join person on person.district_id = $1 and person.id = link.person_id
  left join lti_context_link page
    on page.district_id = $1 and page.registration_id = asked."registrationId" and page.context_id = asked."contextId"
  left join class on class.district_id = $1 and class.id = page.class_id and class.status = 'active'
  where person.status = 'active' and person.enabled
    and (link.linked_by <> 'email' or not exists (
      select from role_grant g
      where g.district_id = $1 and g.person_id = person.id and g.status = 'active'
        and g.role not in ('teacher', 'student', 'class_lead')))
    and (asked."contextId" is null
      or page.context_id is not null
        and page.title is not distinct from asked.title
        and (asked."membershipsUrl" is null or page.memberships_url is not distinct from asked."membershipsUrl")
        and (asked."platformFamily" is null or page.platform_family is not distinct from asked."platformFamily")
        and (page.dismissed_at is null or page.class_id is null))
), settled as materialized (
  select known.*, coalesce(known.standing, own.id) as class_id
  from known
  left join lateral (
    select count(*) as classes, min(c.id) filter (where exists (
        select from enrolment e
        where e.district_id = $1 and e.class_id = c.id and e.person_id = known.person_id and e.status = 'active')) as id,
      count(*) filter (where exists (
        select from enrolment e
        where e.district_id = $1 and e.class_id = c.id and e.person_id = known.person_id and e.status = 'active')) as own
    from class c
    where known.may_name and known.standing is null
      and c.district_id = $1 and c.sourced_id = any (known."classSourcedIds") and c.status = 'active'
  ) named on true
  left join lateral (select named.id where named.own = 1 and cardinality(known."classSourcedIds") > 1) own on true
  -- The one class that the platform names becomes the page's: that is written.
  where named.classes <> 1
), made as (
  insert into session_code (code_hash, district_id, person_id, registration_id, class_id, expires_at, opens, by_email)
  select code, $1, person_id, "registrationId", class_id, "expiresAt", opens, by_email from settled
), stale as materialized (
  select page.registration_id, page.context_id from lti_context_link page
  where page.district_id = $1 and (page.registration_id, page.context_id) in (
    select "registrationId", "contextId" from settled where seen_at < now() - interval '10 minutes')
  -- Somebody else who is at it writes the same.
  for no key update skip locked
), seen as (
  update lti_context_link page set seen_at = now()
  from stale
  where page.district_id = $1 and page.registration_id = stale.registration_id and page.context_id = stale.context_id
)
select at, class_id from settled

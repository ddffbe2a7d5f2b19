-- Links a course page to a class by hand; null as the class says that it is none. $1 district, $2 page, $3 class or null,
-- $4 by whom, $5 when.
update lti_context_link set
  class_id = $3::text::bigint,
  linked_by = case when $3::text is not null then 'admin' end,
  dismissed_by = case when $3::text is null then $4 end,
  dismissed_at = case when $3::text is null then $5::timestamptz end
where district_id = $1 and id = $2::text::bigint
returning id

-- Another version of it, where the one that was seen is the latest. $1 district, $2 caseload, $3 name, $4 archived?, $5 now,
-- $6 version.
update caseload set name = $3, changed_at = $5, version = version + 1,
  archived_at = case when $4::boolean then coalesce(archived_at, $5) end
where district_id = $1 and id = $2::text::bigint and version = $6::text::int

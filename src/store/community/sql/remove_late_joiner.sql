-- They take part no longer, and are not shown any more; that they have answered stays in the counts. $1 district,
-- $2 class, $3 who, $4 now, $5 by whom.
update late_joiner set removed_at = $4, removed_by = $5
where district_id = $1 and class_id = $2::text::bigint and id = $3::text::bigint and removed_at is null
returning id::text as id

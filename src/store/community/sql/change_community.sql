-- $1 district, $2 community, $3 name, $4 archived since or null, $5 by whom or null.
update community set name = $3, archived_at = $4, archived_by = $5
where district_id = $1 and id = $2::text::bigint

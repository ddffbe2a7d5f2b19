-- Ends a cycle or opens it again; its version counts on. $1 district, $2 cycle, $3 first day, $4 last day or null, $5 now.
update coaching_cycle set started_on = $3::date, ended_on = $4::date, changed_at = $5, version = version + 1
where district_id = $1 and id = $2::text::bigint
returning version

-- Renames or shares a filter of reports that is still what was seen. $1 district, $2 its id, $3 name, $4 shared?, $5 version, $6 now.
update report_filter set name = $3, is_shared = $4, version = version + 1, changed_at = $6
where district_id = $1 and id = $2::text::bigint and version = $5::text::int

-- Forgets a filter of reports. $1 district, $2 its id.
delete from report_filter where district_id = $1 and id = $2::text::bigint

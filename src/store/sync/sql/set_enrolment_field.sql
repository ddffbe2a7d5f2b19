update enrolment l set {{column}} = r.{{column}} from jsonb_populate_record(null::enrolment, $3::text::jsonb) as r
where l.district_id = $1 and l.source_id = split_part($2, '/', 1) and l.sourced_id = substr($2, strpos($2, '/') + 1)

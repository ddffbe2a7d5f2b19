-- Takes an enrolment ($2 'source/sourcedId') out of its class. The next run reads its row anew, changed or not.
update enrolment l set status = 'retired', retired_at = $3, fingerprint = null
where l.district_id = $1 and l.source_id = split_part($2, '/', 1) and l.sourced_id = substr($2, strpos($2, '/') + 1)

update upload set state = 'discarded', content = null, findings = null
where district_id = $1 and id = $2::text::bigint and state in ('waiting', 'checked')
returning source_id as "sourceId"

-- $1 district, $2 source.
select id from run
where district_id = $1 and source_id = $2 and state = 'failed' and not dry_run
order by id desc limit 1

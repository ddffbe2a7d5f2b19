-- The newest version that is kept of a set. $1 district, $2 set.
select digest, content from question_set_version
where district_id = $1 and set_id = $2
order by kept_at desc, digest
limit 1

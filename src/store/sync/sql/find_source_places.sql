-- Where in the installation a source of this id is; with no id, every source.
select district_id, source_id from source_schedule
where removed_at is null and ($1::text is null or source_id = $1) and ($2::text is null or district_id = $2)
order by district_id, source_id

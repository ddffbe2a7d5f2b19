-- Those of the interactions that are the coach's own, locked in the order of their ids so that two edits wait for each other
-- and never both at once. $1 district, $2 coach, $3 ids.
select i.id::text as id, i.version::text as version from interaction i
where i.district_id = $1 and i.coach_id = $2::text::bigint and i.id = any ($3::text[]::bigint[])
  and not exists (select from interaction_about e
    where e.district_id = i.district_id and e.interaction_id = i.id and e.person_id = i.coach_id)
order by i.id for update of i

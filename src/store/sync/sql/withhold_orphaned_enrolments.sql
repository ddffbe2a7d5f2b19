-- Rows of the feed that still name somebody, or a class, that leaves with this plan: they are told like any other row
-- that names nobody. Their enrolments are planned to retire already.
with orphaned as (
  delete from stage_enrolments s using change_enrolments e
  where e.op = 'retire' and s.sourced_id = e.sourced_id and s.status = 'active'
  returning s.sourced_id, s.row_no, s.class_sourced_id, s.person_sourced_id
)
select o.sourced_id, o.row_no::text as row, k.sourced_id is null as class_missing, p.sourced_id is null as person_missing,
  true as follows
from orphaned o
left join alive k on k.roster_table = 'classes' and k.sourced_id = o.class_sourced_id
left join alive p on p.roster_table = 'people' and p.sourced_id = o.person_sourced_id
order by o.row_no

-- An enrolment whose person or class is in neither the feed nor the roster stays out; if it is in the roster from
-- an earlier day, that state is kept. Returns the rows with what they miss.
with dangling as (
  select s.ctid as at, c.sourced_id is null as class_missing, p.sourced_id is null as person_missing
  from stage_enrolments s
  left join alive c on c.roster_table = 'classes' and c.sourced_id = s.class_sourced_id
  left join alive p on p.roster_table = 'people' and p.sourced_id = s.person_sourced_id
  where s.status = 'active' and (c.sourced_id is null or p.sourced_id is null)
), taken as (
  delete from stage_enrolments s using dangling d where s.ctid = d.at
  returning s.sourced_id, s.row_no, d.class_missing, d.person_missing
), noted as (
  insert into stage_withheld select 'enrolments', sourced_id from taken
)
select sourced_id, row_no::text as row, class_missing, person_missing from taken order by row_no

-- A new or changed enrolment whose person or class will be in neither the feed nor the roster stays out; if it is in the
-- roster from an earlier day, that state is kept. Only changes are looked at: an unchanged enrolment of somebody who
-- leaves goes along with them (diff_orphaned_enrolments). Returns the rows with what they miss, and whether that is in the
-- feed, but was withheld itself.
with dangling as (
  select e.sourced_id, k.sourced_id is null as class_missing, p.sourced_id is null as person_missing,
    (k.sourced_id is not null or exists (select from stage_withheld w
        where w.roster_table = 'classes' and w.sourced_id = e.class_sourced_id))
      and (p.sourced_id is not null or exists (select from stage_withheld w
        where w.roster_table = 'people' and w.sourced_id = e.person_sourced_id)) as follows
  from change_enrolments e
  left join alive k on k.roster_table = 'classes' and k.sourced_id = e.class_sourced_id
  left join alive p on p.roster_table = 'people' and p.sourced_id = e.person_sourced_id
  where k.sourced_id is null or p.sourced_id is null
), unplanned as (
  delete from change_enrolments e using dangling d where e.sourced_id = d.sourced_id
), taken as (
  delete from stage_enrolments s using dangling d where s.sourced_id = d.sourced_id
  returning s.sourced_id, s.row_no, d.class_missing, d.person_missing, d.follows
), noted as (
  insert into stage_withheld select 'enrolments', sourced_id from taken
)
select sourced_id, row_no::text as row, class_missing, person_missing, follows from taken order by row_no

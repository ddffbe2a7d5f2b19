-- An enrolment can't go back to a class or person that will not be there.
with dangling as (
  delete from change_enrolments e
  where e.op <> 'retire'
    and (not exists (select from alive k where k.roster_table = 'classes' and k.sourced_id = e.class_sourced_id)
      or not exists (select from alive p where p.roster_table = 'people' and p.sourced_id = e.person_sourced_id))
  returning e.sourced_id
)
insert into undo_kept (roster_table, key, field, because)
select 'enrolments', sourced_id, '', 'reference_gone' from dangling

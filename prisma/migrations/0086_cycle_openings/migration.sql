-- Who opened what a coach wrote about a cycle, and why, is kept as for notes: for its author to see.
alter table note_opening
  alter column interaction_id drop not null,
  add column cycle_id bigint,
  add foreign key (district_id, cycle_id) references coaching_cycle (district_id, id) on delete cascade,
  add constraint note_opening_of_one check (num_nonnulls(interaction_id, cycle_id) = 1);
create index note_opening_by_cycle on note_opening (district_id, cycle_id, id) where cycle_id is not null;

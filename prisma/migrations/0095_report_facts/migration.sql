-- Reports by tag, by school and by phase each read one index: looking every interaction up for its day and its minutes,
-- they took half a second and more of a million.

alter table interaction_tag
  add column coach_id bigint, add column held_on date, add column minutes smallint, add column type text,
  add column at_school_id bigint;
alter table interaction_school
  add column coach_id bigint, add column held_on date, add column minutes smallint, add column type text,
  add column at_school_id bigint;
alter table coaching_cycle_interaction
  add column coach_id bigint, add column held_on date, add column minutes smallint, add column type text,
  add column at_school_id bigint;
comment on column interaction_tag.held_on is 'This, coach, minutes, type and the school that it was at: as the interaction has them; triggers keep them so.';
comment on column interaction_school.held_on is 'This, coach, minutes, type and the school that it was at: as the interaction has them; triggers keep them so.';
comment on column coaching_cycle_interaction.held_on is 'This, coach, minutes, type and the school that it was at: as the interaction has them; triggers keep them so.';

create function interaction_report_facts() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  select i.coach_id, i.held_on, i.minutes, i.type, i.school_id
  into new.coach_id, new.held_on, new.minutes, new.type, new.at_school_id
  from interaction i where i.district_id = new.district_id and i.id = new.interaction_id;
  return new;
end $$;
create trigger interaction_report_facts before insert on interaction_tag
  for each row execute function interaction_report_facts();
create trigger interaction_report_facts before insert on interaction_school
  for each row execute function interaction_report_facts();
create trigger interaction_report_facts before insert on coaching_cycle_interaction
  for each row execute function interaction_report_facts();

create or replace function interaction_facts_follow() returns trigger language plpgsql
set search_path = pg_catalog, public as $$
begin
  if (old.coach_id, old.held_on) is distinct from (new.coach_id, new.held_on) then
    update interaction_educator e set coach_id = new.coach_id, held_on = new.held_on
    where e.district_id = new.district_id and e.interaction_id = new.id;
  end if;
  update interaction_tag g set coach_id = new.coach_id, held_on = new.held_on, minutes = new.minutes, type = new.type,
    at_school_id = new.school_id
  where g.district_id = new.district_id and g.interaction_id = new.id;
  update interaction_school x set coach_id = new.coach_id, held_on = new.held_on, minutes = new.minutes, type = new.type,
    at_school_id = new.school_id
  where x.district_id = new.district_id and x.interaction_id = new.id;
  update coaching_cycle_interaction l set coach_id = new.coach_id, held_on = new.held_on, minutes = new.minutes,
    type = new.type, at_school_id = new.school_id
  where l.district_id = new.district_id and l.interaction_id = new.id;
  return null;
end $$;
drop trigger interaction_facts_follow on interaction;
create trigger interaction_facts_follow after update of coach_id, held_on, minutes, type, school_id on interaction
  for each row
  when (old.coach_id is distinct from new.coach_id or old.held_on is distinct from new.held_on
    or old.minutes is distinct from new.minutes or old.type is distinct from new.type
    or old.school_id is distinct from new.school_id)
  execute function interaction_facts_follow();
grant update (coach_id, held_on, minutes, type, at_school_id) on interaction_tag, interaction_school
  to staffroom_web, staffroom_sync;
grant update (coach_id, held_on, minutes, type, at_school_id) on coaching_cycle_interaction to staffroom_sync;
grant select on interaction_tag, interaction_school, coaching_cycle_interaction to staffroom_sync;

-- What was there before: the owner's own tables, for these statements past the policies.
alter table interaction no force row level security;
alter table interaction_tag no force row level security;
alter table interaction_school no force row level security;
alter table coaching_cycle_interaction no force row level security;
update interaction_tag g set coach_id = i.coach_id, held_on = i.held_on, minutes = i.minutes, type = i.type,
  at_school_id = i.school_id
from interaction i where i.district_id = g.district_id and i.id = g.interaction_id;
update interaction_school x set coach_id = i.coach_id, held_on = i.held_on, minutes = i.minutes, type = i.type,
  at_school_id = i.school_id
from interaction i where i.district_id = x.district_id and i.id = x.interaction_id;
update coaching_cycle_interaction l set coach_id = i.coach_id, held_on = i.held_on, minutes = i.minutes, type = i.type,
  at_school_id = i.school_id
from interaction i where i.district_id = l.district_id and i.id = l.interaction_id;
alter table interaction force row level security;
alter table interaction_tag force row level security;
alter table interaction_school force row level security;
alter table coaching_cycle_interaction force row level security;

-- Without them a report would leave it out and nobody would know.
alter table interaction_tag add constraint interaction_tag_facts check (held_on is not null);
alter table interaction_school add constraint interaction_school_facts check (held_on is not null);
alter table coaching_cycle_interaction add constraint coaching_cycle_interaction_facts check (held_on is not null);

create index interaction_tag_report on interaction_tag (district_id, held_on)
  include (tag_id, interaction_id, coach_id, at_school_id, type, minutes);
create index interaction_school_report on interaction_school (district_id, held_on)
  include (school_id, interaction_id, coach_id, at_school_id, type, minutes);
create index coaching_cycle_interaction_report on coaching_cycle_interaction (district_id, held_on)
  include (cycle_id, phase_id, interaction_id, coach_id, at_school_id, type, minutes);
-- When a cycle was last worked on; it begins with the columns of the one that goes.
create index coaching_cycle_interaction_last on coaching_cycle_interaction (district_id, cycle_id, held_on desc);
drop index coaching_cycle_interaction_by_cycle;

-- Whom an interaction or a coaching cycle was about before it was corrected. What somebody was taken out of may still say
-- what was written of them: it stays closed to them as what is about them (P000-24), and is gone through when they are
-- deleted for good.

create table interaction_taken_out (
  district_id text not null,
  interaction_id bigint not null,
  person_id bigint not null,
  primary key (district_id, interaction_id, person_id),
  foreign key (district_id, interaction_id) references interaction (district_id, id) on delete cascade,
  foreign key (district_id, person_id) references person (district_id, id)
);
create index interaction_taken_out_by_person on interaction_taken_out (district_id, person_id, interaction_id);

create table coaching_cycle_taken_out (
  district_id text not null,
  cycle_id bigint not null,
  person_id bigint not null,
  primary key (district_id, cycle_id, person_id),
  foreign key (district_id, cycle_id) references coaching_cycle (district_id, id) on delete cascade,
  foreign key (district_id, person_id) references person (district_id, id)
);
create index coaching_cycle_taken_out_by_person on coaching_cycle_taken_out (district_id, person_id, cycle_id);

do $$
declare t text;
begin
  foreach t in array array['interaction_taken_out', 'coaching_cycle_taken_out'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy district_only on %I using (district_id = app_district()) with check (district_id = app_district())', t);
  end loop;
end $$;
grant select, insert on interaction_taken_out, coaching_cycle_taken_out to staffroom_web;
grant select, insert, delete, update (person_id) on interaction_taken_out, coaching_cycle_taken_out to staffroom_sync;
-- What an earlier version said of somebody alone who is deleted for good.
grant delete on interaction_version to staffroom_web;

-- Whom it is or was about; one person may be there twice.
create view interaction_about with (security_invoker = true) as
  select district_id, interaction_id, person_id from interaction_educator
  union all
  select district_id, interaction_id, person_id from interaction_taken_out;
create view coaching_cycle_about with (security_invoker = true) as
  select district_id, cycle_id, person_id from coaching_cycle_educator
  union all
  select district_id, cycle_id, person_id from coaching_cycle_taken_out;
grant select on interaction_about, coaching_cycle_about to staffroom_web, staffroom_sync;

create function erase_part_taken_out(of_district text, of_person bigint) returns void language sql
set search_path = pg_catalog, public
as $$
  delete from interaction_taken_out t where t.district_id = of_district
    and t.person_id in (select p.id from person p
      where p.district_id = of_district and of_person in (p.id, p.merged_into));
  delete from coaching_cycle_taken_out t where t.district_id = of_district
    and t.person_id in (select p.id from person p
      where p.district_id = of_district and of_person in (p.id, p.merged_into));
$$;
revoke execute on function erase_part_taken_out(text, bigint) from public;

-- What was corrected before this version, as far as the audit log says whom it was about. Owner's tables, for these
-- statements past the policies.
do $$
declare t text;
begin
  foreach t in array array['audit_entry', 'person', 'interaction', 'interaction_educator', 'interaction_taken_out',
    'coaching_cycle', 'coaching_cycle_educator', 'coaching_cycle_taken_out'] loop
    execute format('alter table %I no force row level security', t);
  end loop;
end $$;
insert into interaction_taken_out (district_id, interaction_id, person_id)
select distinct e.district_id, i.id, coalesce(p.merged_into, p.id)
from audit_entry e
cross join lateral jsonb_array_elements_text(
  case jsonb_typeof(e.detail -> 'educatorIds') when 'array' then e.detail -> 'educatorIds' else '[]' end) named (id)
join interaction i on i.district_id = e.district_id and 'interaction:' || i.id = e.object
join person p on p.district_id = e.district_id and p.id::text = named.id and p.erased_at is null
where e.object like 'interaction:%' and not exists (
  select from interaction_educator n
  where n.district_id = i.district_id and n.interaction_id = i.id and n.person_id = coalesce(p.merged_into, p.id));
insert into coaching_cycle_taken_out (district_id, cycle_id, person_id)
select distinct e.district_id, c.id, coalesce(p.merged_into, p.id)
from audit_entry e
cross join lateral jsonb_array_elements_text(
  case jsonb_typeof(e.detail -> 'educatorIds') when 'array' then e.detail -> 'educatorIds' else '[]' end) named (id)
join coaching_cycle c on c.district_id = e.district_id and 'coaching_cycle:' || c.id = e.object
join person p on p.district_id = e.district_id and p.id::text = named.id and p.erased_at is null
where e.object like 'coaching_cycle:%' and not exists (
  select from coaching_cycle_educator n
  where n.district_id = c.district_id and n.cycle_id = c.id and n.person_id = coalesce(p.merged_into, p.id));
do $$
declare t text;
begin
  foreach t in array array['audit_entry', 'person', 'interaction', 'interaction_educator', 'interaction_taken_out',
    'coaching_cycle', 'coaching_cycle_educator', 'coaching_cycle_taken_out'] loop
    execute format('alter table %I force row level security', t);
  end loop;
end $$;

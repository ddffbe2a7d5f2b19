-- An interaction is in one published figure at most, whatever day or school it is given later.

alter table interaction add column counted_on date;
comment on column interaction.counted_on is 'Last day of the published window that it was counted in; null: in none yet.';
grant update (counted_on) on interaction to staffroom_sync;

-- What was there before: whatever lies in a published window was counted with it, or came too late for it. Owner's tables,
-- for this statement past the policies.
alter table interaction no force row level security;
alter table coaching_figure no force row level security;
update interaction i set counted_on = f.to_on
from coaching_figure f
where f.district_id = i.district_id and f.school_id = i.school_id and i.held_on between f.from_on and f.to_on;
alter table interaction force row level security;
alter table coaching_figure force row level security;

-- Accounts of staff that administrators make and look after by hand.

-- Deactivated by an administrator: no sign-in, no launch, no seat, until somebody activates them again. What a feed says of
-- them (`enabled`) is another matter and stays as it is.
alter table person
  add column suspended_at timestamptz,
  add column suspended_by text,
  add constraint person_suspended check ((suspended_at is null) = (suspended_by is null));
create index person_suspended on person (district_id, id) where suspended_at is not null;

-- Schools of people whom no feed knows: source_id is '' there.
grant insert, delete on affiliation to staffroom_web;

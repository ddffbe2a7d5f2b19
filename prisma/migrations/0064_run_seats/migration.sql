-- Of a plan that rests: what would become of whose seat, kept with its changes and for as long. No name stands in it.
alter table run_change drop constraint run_change_kind_check;
alter table run_change add constraint run_change_kind_check
  check (kind in ('orgs', 'terms', 'courses', 'classes', 'people', 'enrolments', 'roles', 'seats'));

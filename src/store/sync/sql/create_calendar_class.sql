-- The classes of the roster and of the plan by the calendar; live_id: null for a class that is new. op as in change_classes.
create temporary table calendar_class (sourced_id text not null, live_id bigint, op text, ended boolean not null, year_before smallint, year_after smallint)

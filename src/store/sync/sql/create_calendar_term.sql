-- What the calendar says of each term: over or not, and its school year before and after the plan.
create temporary table calendar_term (sourced_id text not null, ended boolean not null, year_before smallint, year_after smallint)

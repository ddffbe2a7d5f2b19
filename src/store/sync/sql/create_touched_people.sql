-- People whose roles this plan may change; a name may stand there without its person, too.
create temporary table touched_people (sourced_id text not null, person_id bigint)

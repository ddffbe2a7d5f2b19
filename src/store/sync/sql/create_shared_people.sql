-- People whom several active records describe: what one of them says of the person is not the whole of it.
create temporary table shared_people (person_id bigint not null)

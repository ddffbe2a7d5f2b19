-- Those of the tables ($1) that hold more than some ten thousand rows.
select t as name from unnest($1::text[]) t where pg_relation_size(t::regclass) > 8000000

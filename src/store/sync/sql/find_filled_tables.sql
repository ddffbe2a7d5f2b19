-- Those of the connection's temporary tables ($1) that hold anything; large: so much that they were analysed.
select t.name, t.size > 1000000 as large
from (select name, pg_relation_size(name::regclass) as size from unnest($1::text[]) name) t
where t.size > 0

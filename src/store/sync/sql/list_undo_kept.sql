-- What stays, records and roles in the order of their tables' names. $1: at most so many.
select roster_table, key, field, because, (count(*) over ())::int as total
from undo_kept order by roster_table, key, field limit $1

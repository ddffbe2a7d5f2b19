-- $1 district, $2 kind, $3 who, $4 now, $5 added, $6 changed, $7 left out.
insert into roster_import (district_id, kind, imported_by, imported_at, added, changed, left_out)
values ($1, $2, $3, $4, $5, $6, $7)
returning id::text as id

-- $1 district, $2 reason, $3 who comes in, $4 who opens it, $5 now, $6 its end, $7 hash of its link, $8 the link's end.
insert into support_access (district_id, reason, who, opened_by, opened_at, expires_at, link_hash, link_expires_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)
returning id::text as id

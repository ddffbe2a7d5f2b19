-- $1 district, $2 interaction or null, $3 cycle or null, $4 who, $5 reason sealed, $6 now
insert into note_opening (district_id, interaction_id, cycle_id, opened_by, reason_sealed, opened_at)
values ($1, $2::text::bigint, $3::text::bigint, $4, $5, $6)

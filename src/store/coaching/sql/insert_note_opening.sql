-- $1 district, $2 interaction, $3 who, $4 reason sealed, $5 now
insert into note_opening (district_id, interaction_id, opened_by, reason_sealed, opened_at)
values ($1, $2::text::bigint, $3, $4, $5)

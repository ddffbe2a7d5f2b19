-- $1 district, $2 interaction, $3 key, $4 sealed name, $5 media type, $6 bytes, $7 place, $8 when.
insert into interaction_attachment (district_id, interaction_id, key, name_sealed, media_type, size_bytes, place, added_at)
values ($1, $2::text::bigint, $3, $4, $5, $6::int, $7, $8)
returning id::text as id

-- The files of an interaction, in the order they came. $1 district, $2 interaction, $3 one of them or null.
select a.id::text as id, a.key, a.name_sealed as "nameSealed", a.media_type as "mediaType", a.size_bytes as bytes, a.place,
  to_char(a.added_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "addedAt"
from interaction_attachment a
where a.district_id = $1 and a.interaction_id = $2::text::bigint and ($3::text is null or a.id = $3::text::bigint)
order by a.id

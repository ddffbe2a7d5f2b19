-- The records of the one who comes back ($3) from the one who had them ($2), by what the merge ($4) noted; what has been read of
-- them since is read again. $1 district.
with noted as (
  select r.key ->> 'source_id' as source_id, r.key ->> 'sourced_id' as sourced_id,
    case when r.was ? 'row_hash' then (r.was ->> 'row_hash')::bigint else s.row_hash end as row_hash,
    case when r.was ? 'fingerprint' then (r.was ->> 'fingerprint')::bigint else s.fingerprint end as fingerprint,
    -- The merge forgot the hashes, and nothing was read since.
    r.was ? 'row_hash' and s.row_hash is null as is_unread
  from person_merge_row r
  join person_source s on s.district_id = $1 and s.source_id = r.key ->> 'source_id' and s.sourced_id = r.key ->> 'sourced_id'
    and s.person_id = $2::text::bigint
  where r.district_id = $1 and r.merge_id = $4::text::bigint and r.place = 'person_source.person_id' and r.was ? 'person_id'
)
update person_source s set person_id = $3::text::bigint,
  row_hash = case when n.is_unread or s.row_hash = n.row_hash then n.row_hash end,
  fingerprint = case when n.is_unread or s.row_hash = n.row_hash then n.fingerprint end
from noted n
where s.district_id = $1 and s.source_id = n.source_id and s.sourced_id = n.sourced_id

-- The fingerprints of the active rows, each eight bytes, and how many rows are active. A fingerprint is kept combined
-- with the record's content, so that of an altered record nothing comes out that any row could have.
select coalesce(string_agg(int8send(l.fingerprint # l.content), ''::bytea)
    filter (where l.fingerprint is not null and l.row_hash is not null), ''::bytea) as packed,
  count(*)::int as live
from {{content}} l
where l.district_id = $1 and l.source_id = $2 and l.status = 'active'

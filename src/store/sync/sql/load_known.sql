-- Of the active rows the fingerprints (eight bytes each) and, in the same order, where the rows stand (six); where those
-- stand that have none; and how many rows are active. A fingerprint is kept combined with the record's content, so that of an
-- altered record nothing comes out that any row could have.
select
  coalesce(string_agg(int8send(l.fingerprint # l.content), ''::bytea)
    filter (where l.fingerprint is not null and l.row_hash is not null), ''::bytea) as fingerprints,
  coalesce(string_agg(tidsend(l.place), ''::bytea)
    filter (where l.fingerprint is not null and l.row_hash is not null), ''::bytea) as places,
  coalesce(string_agg(tidsend(l.place), ''::bytea)
    filter (where l.fingerprint is null or l.row_hash is null), ''::bytea) as unknown,
  count(*)::int as live
from {{content}} l
where l.district_id = $1 and l.source_id = $2 and l.status = 'active'

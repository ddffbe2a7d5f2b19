-- Two order-free 64-bit sums over what each change is and what the record becomes.
select count(*)::text as count,
  coalesce(sum(hashtextextended(concat_ws('|', op, sourced_id, row_hash, joins), 1)), 0)::text as first,
  coalesce(sum(hashtextextended(concat_ws('|', op, sourced_id, row_hash, joins), 2)), 0)::text as second
from {{change}}

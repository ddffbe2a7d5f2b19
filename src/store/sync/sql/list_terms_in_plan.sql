-- The terms as the roster knows them, retired ones too, and as they will be. Between diffGone of terms and the apply.
select 'before' as side, sourced_id, type, start_date::text, end_date::text, parent_sourced_id, school_year
from term where district_id = $1 and source_id = $2
union all
select 'after', t.sourced_id, t.type, t.start_date::text, t.end_date::text, t.parent_sourced_id, t.school_year
from term t
where t.district_id = $1 and t.source_id = $2 and t.status = 'active'
  and not exists (select from change_terms c where c.sourced_id = t.sourced_id)
union all
select 'after', sourced_id, type, start_date::text, end_date::text, parent_sourced_id, school_year
from change_terms where op <> 'retire'

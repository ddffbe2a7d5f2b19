-- Takes the rows of a delta out that say less than is known: another row of the delta is newer, the roster has a newer
-- change of the record ($1, $2: district and source), or the last whole set was read after it ($4, null: no delta came
-- before that set). Returns their number and the first of them.
with judged as (
  select m.sourced_id, m.row_no,
    m.modified_at < max(m.modified_at) over (partition by m.sourced_id)
      or m.modified_at < l.modified_at or m.modified_at <= $4 as outdated
  from stage_mark m
  left join {{live}} l on l.district_id = $1 and l.source_id = $2 and l.sourced_id = m.sourced_id
  where m.roster_table = $3
), taken as (
  delete from {{stage}} s using judged j
  where j.outdated and s.sourced_id = j.sourced_id and s.row_no = j.row_no
  returning s.row_no
)
select count(*)::int as count, min(row_no)::text as row from taken

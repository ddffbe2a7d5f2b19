-- Kinds of which the one who went ($3) held a place before the merge ($2), and the one who stayed had none or waited. $1 district.
select r.key ->> 'kind' as kind from person_merge_row r
where r.district_id = $1 and r.merge_id = $2::text::bigint and r.place = 'seat.person_id'
  and r.was ->> 'person_id' = $3 and r.was ->> 'state' in ('assigned', 'over')
  and (r.became is not null or exists (
    select from person_merge_row s
    where s.district_id = $1 and s.merge_id = r.merge_id and s.place = r.place and s.key = r.key and s.number <> r.number
      and s.was ->> 'state' in ('waiting', 'grace')))
order by 1

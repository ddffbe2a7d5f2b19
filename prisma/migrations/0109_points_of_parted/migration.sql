-- What undoes goes with what it undoes, also where a merge that was taken back left the two with two people.
create or replace function erase_part_points(of_district text, of_person bigint) returns void language sql
  set search_path = pg_catalog, public as $$
  with theirs as (
    select e.id from point_entry e
    where e.district_id = of_district
      and e.person_id in (select p.id from person p where p.district_id = of_district and of_person in (p.id, p.merged_into))
  )
  delete from point_entry e
  where e.district_id = of_district
    and (e.id in (select t.id from theirs t) or e.undoes_id in (select t.id from theirs t));
  delete from student_avatar where district_id = of_district
    and person_id in (select p.id from person p where p.district_id = of_district and of_person in (p.id, p.merged_into));
$$;

-- What goes for good with a student; of surveys nothing is counted, for who has taken part is seen by the class's leads
-- alone. $1 district, $2 person.
select
  (select count(distinct e.class_id)::int from enrolment e
    where e.district_id = $1 and e.person_id = $2::text::bigint) as classes,
  (select count(*)::int from product_assignment a
    where a.district_id = $1 and a.person_id = $2::text::bigint) as products,
  (select count(*)::int from display_identity i
    where i.district_id = $1 and i.person_id = $2::text::bigint) as identities,
  (select count(*)::int from benchmark_test b
    where b.district_id = $1 and b.person_id = $2::text::bigint) as benchmarks,
  (select count(*)::int from pathway_student n
    where n.district_id = $1 and n.person_id = $2::text::bigint) as pathways,
  (select count(*)::int from point_entry e
    where e.district_id = $1 and e.person_id = $2::text::bigint) as points,
  (select count(*)::int from lti_user_link l
    where l.district_id = $1 and l.person_id = $2::text::bigint) as "ltiLinks"

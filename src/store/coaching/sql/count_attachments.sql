-- How many the interaction has, and how much the district has altogether. $1 district, $2 interaction.
select (select count(*)::int from interaction_attachment a
    where a.district_id = $1 and a.interaction_id = $2::text::bigint) as "ofInteraction",
  (select coalesce(sum(a.size_bytes), 0)::float8 from interaction_attachment a
    where a.district_id = $1) as "districtBytes"

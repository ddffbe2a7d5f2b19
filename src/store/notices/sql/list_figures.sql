select district_id, seen_at, figures from district_figures order by district_id

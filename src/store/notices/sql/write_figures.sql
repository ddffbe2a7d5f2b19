-- $1 district, $2 now, $3 figures.
insert into district_figures (district_id, seen_at, figures) values ($1, $2, $3)
on conflict (district_id) do update set seen_at = excluded.seen_at, figures = excluded.figures

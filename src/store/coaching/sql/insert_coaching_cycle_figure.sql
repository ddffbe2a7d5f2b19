-- $1 district, $2 school, $3 from, $4 to, $5 cycles, $6 days, $7 educators, $8 cells, $9 now
insert into coaching_cycle_figure (district_id, school_id, from_on, to_on, cycles, days, educators, cells, published_at)
values ($1, $2::bigint, $3::date, $4::date, $5, $6, $7, $8::jsonb, $9)

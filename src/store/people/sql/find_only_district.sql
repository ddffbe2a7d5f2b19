-- The district of an installation that has one.
select min(id) as id from district having count(*) = 1

-- School years that something is kept of, the latest first. $1 district.
select array(select distinct school_year from benchmark_test where district_id = $1 order by 1 desc) as years

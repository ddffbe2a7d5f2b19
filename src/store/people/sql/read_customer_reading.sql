-- Whether the district's customer reads the chart of 002 strictly; none: it has no customer. $1 district.
select c.reads_chart_strictly as "readsChartStrictly"
from district d
join customer c on c.id = d.customer_id
where d.id = $1

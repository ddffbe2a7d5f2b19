select c.id, c.name, c.reads_chart_strictly as "readsChartStrictly",
  coalesce((select array_agg(d.id order by d.id) from district d where d.customer_id = c.id), '{}') as districts
from customer c where c.id = $1

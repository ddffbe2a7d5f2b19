-- An active administrator of the customer whose district it (still) is. $1 customer, $2 administrator, $3 district.
select c.reads_chart_strictly as "readsChartStrictly"
from customer_admin a join customer c on c.id = a.customer_id
where a.customer_id = $1 and a.id = $2 and a.status = 'active'
  and exists (select from district d where d.id = $3 and d.customer_id = a.customer_id)

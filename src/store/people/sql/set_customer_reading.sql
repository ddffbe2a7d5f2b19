update customer set reads_chart_strictly = $2 where id = $1

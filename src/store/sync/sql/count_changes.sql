select count(*) filter (where op = 'add')::int as added, count(*) filter (where op = 'change')::int as changed,
  count(*) filter (where op = 'retire')::int as retired
from {{change}}

select op, role, count(*)::int as count from change_roles group by op, role order by op, role

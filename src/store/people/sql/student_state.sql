  case when p.status <> 'active' then 'left' when p.suspended_at is not null then 'deactivated'
    when not p.enabled then 'disabled' else 'active' end
